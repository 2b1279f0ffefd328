import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {BookShared, JoinShared, NoteAbsence, ReadShared, SayToShared} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {VISIT_STATES} from '../../words/booking-words.js';
import {lineChoices} from '../book/book.presenter.js';
import {weeklyWords} from '../proposal/proposal.presenter.js';
import {CodeForm, JoinForm, weightIn} from './shared.form.js';
import {ABSENCE_WORDS, MEMBER_WORDS, SHARE_BY_WORDS, weightWords} from './shared.words.js';

const LIST = 'journeys/shared/list';
const JOIN = 'journeys/shared/join';
const ONE = 'journeys/shared/one';

/** Support that people share: joined with a code, agreed by all, asked for together. */
@Controller('shared')
export class SharedController {
  constructor(
    private readonly reads: ReadShared,
    private readonly joins: JoinShared,
    private readonly says: SayToShared,
    private readonly books: BookShared,
    private readonly absences: NoteAbsence,
    private readonly budgets: ReadBudgets,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:read')
  @Get()
  @Render(LIST)
  list(@Current() principal: Principal) {
    return this.listPage(principal);
  }

  /** Somebody reloads the address of what they were shown for a code. */
  @Allow('booking:request')
  @Get('join')
  begin(@Res() reply: FastifyReply) {
    return reply.redirect('/shared', 303);
  }

  /** What somebody who has the code would join, before they do. */
  @Allow('booking:request')
  @Post('join')
  async look(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(CodeForm, body);
    const again = async (wrong: typeof errors, status = 400) =>
      showAgain(reply, LIST, {...(await this.listPage(principal)), errors: wrong, values}, status);
    if (errors.length) return again(errors);
    try {
      return await reply.code(200).view(JOIN, await this.joinPage(principal, form.code));
    } catch (error) {
      if (!(error instanceof Error && 'kind' in error && error.kind === 'not_found')) throw error;
      return again([{field: 'code', message: 'We do not know this code. Look at it again, or ask for a new one.'}]);
    }
  }

  @Allow('booking:request')
  @Post('join/ask')
  async join(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(JoinForm, body);
    const page = await this.joinPage(principal, String(values.code));
    if (errors.length) return showAgain(reply, JOIN, {...page, errors, values});
    let id: string;
    try {
      id = await this.joins.run(principal, form.code, form.line, weightIn(page.shared.shareBy, form));
    } catch (error) {
      return showRefusal(reply, JOIN, {...page, values}, error, {weight: 'share', LINE_NOT_ALLOWED: 'line'});
    }
    return reply.redirect(`/shared/${id}`, 303);
  }

  @Allow('booking:read')
  @Get(':id')
  @Render(ONE)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('booking:request')
  @Post(':id/members/:member/yes')
  yes(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('member') member: string,
    @Res() reply: FastifyReply,
  ) {
    return this.act(principal, id, reply, () => this.says.yes(principal, id, member));
  }

  @Allow('booking:request')
  @Post(':id/members/:member/no')
  no(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('member') member: string,
    @Res() reply: FastifyReply,
  ) {
    return this.act(principal, id, reply, () => this.says.no(principal, id, member));
  }

  @Allow('booking:request')
  @Post(':id/leave')
  async leave(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      if ((await this.says.leave(principal, id)) === 'left') return await reply.redirect('/shared', 303);
    } catch (error) {
      return showRefusal(reply, ONE, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/shared/${id}`, 303);
  }

  @Allow('booking:request')
  @Post(':id/book')
  book(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.act(principal, id, reply, () => this.books.run(principal, id));
  }

  @Allow('hours:approve')
  @Post(':id/visits/:visit/absent/:member')
  absent(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('visit') visit: string,
    @IdParam('member') member: string,
    @Res() reply: FastifyReply,
  ) {
    return this.act(principal, id, reply, () => this.absences.run(principal, visit, member));
  }

  private async act(principal: Principal, id: string, reply: FastifyReply, act: () => Promise<unknown>) {
    try {
      await act();
    } catch (error) {
      return showRefusal(reply, ONE, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/shared/${id}`, 303);
  }

  private async listPage(principal: Principal) {
    return {shared: await this.reads.list(principal), mayJoin: principal.permissions.has('booking:request')};
  }

  private async joinPage(principal: Principal, code: string) {
    const shared = await this.joins.find(principal, code);
    return {
      shared,
      code,
      lines: lineChoices(await this.budgets.lines(principal)),
      repeats: shared.rrule ? weeklyWords(shared.rrule) : '',
      shareBy: SHARE_BY_WORDS[shared.shareBy],
      absence: ABSENCE_WORDS[shared.absence],
    };
  }

  private async page(principal: Principal, id: string) {
    const shared = await this.reads.one(principal, id);
    return {
      shared: {
        ...shared,
        members: shared.members.map((member) => ({
          ...member,
          words: MEMBER_WORDS[member.state],
          part: weightWords(shared.shareBy, member.weight),
        })),
        visits: shared.visits.map((visit) => ({
          ...{...visit, words: VISIT_STATES[visit.state], toCome: visit.startsAt > this.clock.now()},
        })),
      },
      repeats: shared.rrule ? weeklyWords(shared.rrule) : '',
      shareBy: SHARE_BY_WORDS[shared.shareBy],
      absence: ABSENCE_WORDS[shared.absence],
      me: shared.members.find(({mine}) => mine) ?? null,
    };
  }
}
