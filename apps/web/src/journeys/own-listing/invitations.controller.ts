import {Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, OwnInvitations, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {MEMBER_ROLE_WORDS} from '../../words/team-words.js';
import {words} from '../../words/t.js';

const DONE: Record<string, string> = words({
  accepted: 'You belong to it now.',
  declined: 'You do not belong to it.',
});

/** What somebody is asked to belong to, whoever they are here: it is shown with their listings too. */
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: OwnInvitations) {}

  @Allow('session:use')
  @Get()
  @Render('journeys/own-listing/own-invitations')
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    const [invitations, teams] = await Promise.all([
      this.invitations.list(principal),
      this.invitations.teams(principal),
    ]);
    const works = principal.permissions.has('listing:manage');
    return {
      invitations,
      teams: works ? teams : [],
      works,
      roleWords: MEMBER_ROLE_WORDS,
      done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    };
  }

  @Allow('session:use')
  @Post(':id/accept')
  async accept(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.invitations.answer(principal, id, true);
    return reply.redirect('/invitations?done=accepted', 303);
  }

  @Allow('session:use')
  @Post(':id/decline')
  async decline(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.invitations.answer(principal, id, false);
    return reply.redirect('/invitations?done=declined', 303);
  }
}
