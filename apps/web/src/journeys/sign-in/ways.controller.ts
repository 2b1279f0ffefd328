import {Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, OwnIdentities, Providers, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {IdParam, problemOf} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {words} from '../../words/t.js';

const VIEW = 'journeys/sign-in/ways';
const DONE: Record<string, string> = words({
  linked: 'You can sign in this way from now on.',
  unlinked: 'Nobody can sign in to your account that way any more.',
});

/** How somebody signs in to their own account: what is linked to it, by themselves and on purpose. */
@Allow('session:use')
@Controller('account/sign-in')
export class WaysController {
  constructor(
    private readonly own: OwnIdentities,
    private readonly providers: Providers,
  ) {}

  @Get()
  async show(@Current() principal: Principal, @Query('done') done: unknown, @Res() reply: FastifyReply) {
    const said = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null;
    return reply.view(VIEW, {...(await this.page(principal)), done: said});
  }

  @Post(':id/unlink')
  async unlink(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.own.unlink(principal, id);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'LAST_WAY_TO_SIGN_IN') throw error;
      const page = {...(await this.page(principal)), errors: [{field: '', message: error.message}]};
      return reply.code(problemOf(error).status).view(VIEW, page);
    }
    return reply.redirect('/account/sign-in?done=unlinked', 303);
  }

  private async page(principal: Principal) {
    const [ways, offered] = [await this.own.read(principal), await this.providers.offered(principal.councilId)];
    return {ways, offered};
  }
}
