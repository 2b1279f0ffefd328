import {Controller, Get, Query, Req, Res} from '@nestjs/common';
import {ReturnFromIssuer, StartAtIssuer} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Environment, IdParam, problemOf, Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {showAgain} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {BrowserKey} from './browser-key.js';
import {Entrance} from './entrance.js';
import {SignInPage} from './sign-in-page.js';

const VIEW = 'journeys/sign-in/sign-in';
/** What went wrong is said above the other ways in. */
const SHOWN = [
  'ISSUER_UNAVAILABLE',
  'SIGN_IN_RETURN_REFUSED',
  'SIGN_IN_CANCELLED',
  'NO_ROLE',
  'STAFF_SIGN_IN_ONLY',
  'NOT_FOUND',
];

/** To an OpenID Connect issuer, and back from it. */
@Public()
@Controller('sign-in/with/:id')
export class IssuerController {
  constructor(
    private readonly starts: StartAtIssuer,
    private readonly returns: ReturnFromIssuer,
    private readonly browser: BrowserKey,
    private readonly entrance: Entrance,
    private readonly page: SignInPage,
    private readonly environment: Environment,
  ) {}

  /** A link and no form: a browser lets no form that is sent to us lead to another site. */
  @Get()
  async start(
    @IdParam() id: string,
    @Query('next') next: unknown,
    @Query('again') again: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const returnPath = safeReturn(next);
    return this.orSay(reply, returnPath, async () => {
      const browserHash = this.browser.of(request, reply);
      const redirectUri = this.returnAddress(id);
      const fresh = again === 'yes';
      const address = await this.starts.run({providerId: id, browserHash, returnPath, redirectUri, fresh});
      return reply.redirect(address.href, 303);
    });
  }

  @Get('return')
  async end(@IdParam() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    void reply.header('referrer-policy', 'no-referrer');
    return this.orSay(reply, '/', async () => {
      const address = new URL(this.returnAddress(id));
      address.search = request.url.split('?').slice(1).join('?');
      const browserHash = this.browser.of(request, reply);
      const userAgent = request.headers['user-agent'];
      const admission = await this.returns.run({providerId: id, browserHash, address, userAgent});
      if (!admission.known) return reply.redirect(`/sign-in/first/${admission.attemptId}`, 303);
      return this.entrance.open(reply, admission.begun, safeReturn(admission.returnPath));
    });
  }

  private returnAddress(id: string): string {
    return `${this.environment.publicUrl}/sign-in/with/${id}/return`;
  }

  private async orSay(reply: FastifyReply, next: string, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || !SHOWN.includes(error.code)) throw error;
      const page = {...(await this.page.show(next)), errors: [{field: '', message: error.message}], values: {}};
      return showAgain(reply, VIEW, page, problemOf(error).status);
    }
  }
}
