import {Body, Controller, Get, Post, Req, Res} from '@nestjs/common';
import {Allow, AskLink, attemptGone, Current, FirstSignIn, type Newcomer, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {IdParam, problemOf, Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {BrowserKey} from './browser-key.js';
import {Entrance} from './entrance.js';
import {landingFor, NewcomerForm, purposeItems} from './open-account.form.js';

const VIEW = 'journeys/sign-in/first';
/** Too late, or another browser's: it says the same. */
const GONE = ['SIGN_IN_GONE', 'NOT_FOUND'];

/** Somebody comes from an issuer for the first time: do they have an account, or is this a new one? */
@Controller('sign-in/first/:id')
export class FirstController {
  constructor(
    private readonly first: FirstSignIn,
    private readonly links: AskLink,
    private readonly browser: BrowserKey,
    private readonly entrance: Entrance,
  ) {}

  @Public()
  @Get()
  async show(
    @IdParam() id: string,
    @Current() principal: Principal | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.unlessGone(reply, async () => {
      const newcomer = await this.first.read(id, this.browser.of(request, reply));
      return reply.view(VIEW, page(id, newcomer, principal));
    });
  }

  /** They are signed in to the account, and say so. */
  @Allow('session:use')
  @Post('link')
  async link(
    @IdParam() id: string,
    @Current() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const browserHash = this.browser.of(request, reply);
    return this.unlessGone(reply, async () => {
      const {returnPath} = await this.first.read(id, browserHash);
      const begun = await this.first.link(principal, id, browserHash, request.headers['user-agent']);
      const next = returnPath === '/' ? '/account/sign-in?done=linked' : safeReturn(returnPath);
      return begun ? this.entrance.open(reply, begun, next) : reply.redirect(next, 303);
    });
  }

  @Public()
  @Post('open')
  async open(@IdParam() id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const browserHash = this.browser.of(request, reply);
    return this.unlessGone(reply, async () => {
      const newcomer = await this.first.read(id, browserHash);
      const {form, errors, values} = readForm(NewcomerForm, body);
      const again = {...page(id, newcomer, null), values};
      errors.push(...form.missing(newcomer.email === null));
      if (errors.length) return showAgain(reply, VIEW, {...again, errors});
      const {name, purpose} = form;
      const organisation = purpose === 'provider' ? form.organisation : null;
      const returnPath = newcomer.returnPath === '/' ? landingFor(purpose) : newcomer.returnPath;
      try {
        if (newcomer.email === null) {
          const account = {name, purpose, organisation, attemptId: id};
          const {councilId} = newcomer;
          await this.links.run({
            councilId,
            asked: 'account',
            email: form.email ?? '',
            browserHash,
            returnPath,
            account,
          });
          return await reply.redirect('/sign-in/sent', 303);
        }
        const begun = await this.first.open(
          id,
          browserHash,
          {name, purpose, organisation},
          request.headers['user-agent'],
        );
        return this.entrance.open(reply, begun, safeReturn(returnPath));
      } catch (error) {
        return showRefusal(reply, VIEW, again, error);
      }
    });
  }

  private async unlessGone(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || !GONE.includes(error.code)) throw error;
      const page = {isError: true, reason: attemptGone().message};
      return reply.code(problemOf(error).status).view('journeys/sign-in/gone', page);
    }
  }
}

function page(id: string, newcomer: Newcomer, principal: Principal | null) {
  return {
    id,
    newcomer,
    me: principal?.name ?? null,
    signInFirst: `/sign-in?next=${encodeURIComponent(`/sign-in/first/${id}`)}`,
    purposes: purposeItems(),
  };
}
