import {Body, Controller, Delete, Get, HttpCode, Post, Req} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, SignIn, SignOut, type Principal} from '@app/identity';
import {Public} from '@app/platform';
import type {FastifyRequest} from 'fastify';
import {secondFactorNeeded, sessionOf, personOf} from './session-answer.js';
import {SessionPerson, SessionResponse, SignInRequest} from './session.dto.js';

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
  ) {}

  /**
   * Signs in and gives a token for the `Authorization` header. Where a second factor is asked for, the answer is
   * 401 with the code SECOND_FACTOR_NEEDED and `continue_with`, which goes with the code to `POST /sessions/second-factor`.
   */
  @Public()
  @Post()
  async create(@Body() {email, password}: SignInRequest, @Req() request: FastifyRequest): Promise<SessionResponse> {
    const begun = await this.signIn.run(email, password, {
      userAgent: request.headers['user-agent'],
      address: request.ip,
    });
    if (!begun.done) throw secondFactorNeeded(begun);
    return sessionOf(begun);
  }

  /** Who this token belongs to. */
  @ApiBearerAuth()
  @Allow('session:use')
  @Get('current')
  current(@Current() principal: Principal): SessionPerson {
    return personOf(principal);
  }

  /** Ends this session at once. */
  @ApiBearerAuth()
  @Allow('session:use')
  @Delete('current')
  @HttpCode(204)
  async end(@Current() principal: Principal): Promise<void> {
    await this.signOut.run(principal);
  }
}
