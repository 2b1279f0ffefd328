import {Body, Controller, Delete, Get, HttpCode, Post, Put, Req} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, ChangePassword, Current, OwnSessions, ShowAgain, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyRequest} from 'fastify';
import {wholeList} from '../lists.js';
import {ChangePasswordRequest, OwnSessionsResponse, RenewedToken, ShowAgainRequest} from './session.dto.js';

/** One's own sessions, and how one signs in. */
@ApiTags('sessions')
@ApiBearerAuth()
@Controller('api/v1')
export class OwnSessionsController {
  constructor(
    private readonly sessions: OwnSessions,
    private readonly again: ShowAgain,
    private readonly password: ChangePassword,
  ) {}

  /** Where one is signed in, this session first. */
  @Allow('session:use')
  @Get('sessions')
  async list(@Current() principal: Principal): Promise<OwnSessionsResponse> {
    const sessions = await this.sessions.list(principal);
    return wholeList(
      sessions.map(({id, device, methods, startedAt, lastSeenAt, endsAt, current}) => ({
        ...{id, device, methods, current},
        started_at: startedAt.toISOString(),
        last_seen_at: lastSeenAt.toISOString(),
        ends_at: endsAt.toISOString(),
      })),
    );
  }

  /** Ends another session of one's own at once. */
  @Allow('session:use')
  @Delete('sessions/:id')
  @HttpCode(204)
  end(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.sessions.end(principal, id);
  }

  /** After FRESH_SIGN_IN_NEEDED: the password, and a code where there is an authenticator app. Gives a new token. */
  @Allow('session:use')
  @Post('sessions/current/fresh')
  async fresh(
    @Current() principal: Principal,
    @Body() shown: ShowAgainRequest,
    @Req() request: FastifyRequest,
  ): Promise<RenewedToken> {
    const {token, endsAt} = await this.again.run(principal, shown, {address: request.ip});
    return {token, ends_at: endsAt.toISOString()};
  }

  /** A new password; every other session ends. Needs a fresh sign-in. */
  @Allow('session:use')
  @Put('account/password')
  @HttpCode(204)
  change(@Current() principal: Principal, @Body() {password}: ChangePasswordRequest): Promise<void> {
    return this.password.run(principal, password);
  }
}
