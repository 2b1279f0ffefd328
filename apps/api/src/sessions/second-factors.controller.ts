import {Body, Controller, Delete, Get, HttpCode, Post, Req} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, OwnSecondFactorsDesk, ShowCode, type Principal} from '@app/identity';
import {IdParam, Public} from '@app/platform';
import type {FastifyRequest} from 'fastify';
import {SecondFactorsResponse} from './second-factor.dto.js';
import {sessionOf} from './session-answer.js';
import {SecondFactorRequest, SessionResponse} from './session.dto.js';

/** Second factors: shown while signing in, listed, removed. They are set up on the website, with a picture to scan. */
@ApiTags('sessions')
@Controller('api/v1')
export class SecondFactorsController {
  constructor(
    private readonly codes: ShowCode,
    private readonly factors: OwnSecondFactorsDesk,
  ) {}

  /** Ends a sign-in that answered SECOND_FACTOR_NEEDED. */
  @Public()
  @Post('sessions/second-factor')
  async show(@Body() body: SecondFactorRequest, @Req() request: FastifyRequest): Promise<SessionResponse> {
    return sessionOf(await this.codes.run(body.continue_with, body.code, {address: request.ip}));
  }

  /** What one has set up beside the password, and whether one's council asks for it. */
  @ApiBearerAuth()
  @Allow('session:use')
  @Get('account/second-factors')
  async list(@Current() principal: Principal): Promise<SecondFactorsResponse> {
    const {factors, recoveryCodesLeft, needed} = await this.factors.list(principal);
    return {
      items: factors.map(({id, kind, name, addedAt, lastUsedAt}) => ({
        ...{id, kind, name},
        added_at: addedAt.toISOString(),
        last_used_at: lastUsedAt?.toISOString() ?? null,
      })),
      recovery_codes_left: recoveryCodesLeft,
      needed,
    };
  }

  /** It can no longer be used to sign in. Needs a fresh sign-in. */
  @ApiBearerAuth()
  @Allow('session:use')
  @Delete('account/second-factors/:id')
  @HttpCode(204)
  remove(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.factors.remove(principal, id);
  }
}
