import {Controller, Get, Post, Query, Req, Res} from '@nestjs/common';
import {Allow, Current, OwnSecondFactorsDesk, OwnSessions, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {Environment, IdParam} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {relyingParty} from '../sign-in/relying-party.js';

const VIEW = 'journeys/security/security';
const CODES = 'journeys/security/recovery-codes';

const DONE: Record<string, string> = words({
  ended: 'You are no longer signed in there.',
  removed: 'It is removed. You can no longer sign in with it.',
  added: 'It is added. From now on we ask for it when you sign in.',
  password: 'Your password is changed. Wherever else you were signed in, you no longer are.',
});

const WAYS = words({
  password: 'password',
  email_link: 'link by e-mail',
  oidc: 'your other account',
  mfa: 'its second step',
  totp: 'authenticator app',
  passkey: 'passkey',
  recovery_code: 'recovery code',
});

/** How one signs in, and where one is signed in: seeing it and taking away what should not be there. */
@Controller('account/security')
export class SecurityController {
  constructor(
    private readonly sessions: OwnSessions,
    private readonly factors: OwnSecondFactorsDesk,
    private readonly environment: Environment,
  ) {}

  @Allow('session:use')
  @Get()
  async show(
    @Current() principal: Principal,
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return reply.view(VIEW, {...(await this.page(principal, request)), done: DONE[String(done)]});
  }

  @Allow('session:use')
  @Post('sessions/end-others')
  async endOthers(@Current() principal: Principal, @Res() reply: FastifyReply) {
    await this.sessions.endOthers(principal);
    return reply.redirect('/account/security?done=ended', 303);
  }

  @Allow('session:use')
  @Post('sessions/:id/end')
  async end(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.sessions.end(principal, id);
    return reply.redirect('/account/security?done=ended', 303);
  }

  @Allow('session:use')
  @Post('factors/:id/remove')
  async remove(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    try {
      await this.factors.remove(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, request)), values: {}}, error);
    }
    return reply.redirect('/account/security?done=removed', 303);
  }

  @Allow('session:use')
  @Post('recovery-codes')
  async renew(@Current() principal: Principal, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const {factors} = await this.factors.list(principal);
    if (factors.length === 0) {
      const error = invalid({field: '', message: 'Add an authenticator app or a passkey first.'});
      return showRefusal(reply, VIEW, {...(await this.page(principal, request)), values: {}}, error);
    }
    const codes = await this.factors.renewRecoveryCodes(principal);
    return reply.code(200).view(CODES, {codes, next: '/account/security'});
  }

  private async page(principal: Principal, request: FastifyRequest) {
    const [sessions, own] = await Promise.all([this.sessions.list(principal), this.factors.list(principal)]);
    const shown = sessions.map((each) => ({...each, ways: each.methods.map((way) => WAYS[way]).join(', ')}));
    return {sessions: shown, ...own, passkeys: relyingParty(this.environment, request) !== null};
  }
}
