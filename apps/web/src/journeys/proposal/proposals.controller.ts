import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {QuoteBooking, type BookingQuote} from '@app/bookings';
import {Allow, Current, mayFor, type Principal} from '@app/identity';
import {DomainError, WHOLE_BP} from '@app/kernel';
import {IdParam} from '@app/platform';
import {AnswerProposal, PROPOSAL_ANSWERS, ReadProposals, WithdrawProposal, type ProposalAnswer} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {lineChoices} from '../book/book.presenter.js';
import {proposalCard, proposalPage} from './proposal.presenter.js';

const VIEW = 'journeys/proposal/proposal';
const BOXES = {splits: 'line', starts_at: '', ends_at: ''};

class AnswerForm {
  @ChoiceInput('Your answer', PROPOSAL_ANSWERS) answer: ProposalAnswer;
  @TextInput('What you want to say', {max: 500, optional: true}) note: string | null;
  @TextInput('Budget line', {optional: true}) line: string | null;
}

/** What is proposed, for a yes, a no, or a change. */
@Controller('proposals')
export class ProposalsPageController {
  constructor(
    private readonly proposals: ReadProposals,
    private readonly answers: AnswerProposal,
    private readonly withdraws: WithdrawProposal,
    private readonly quotes: QuoteBooking,
    private readonly budgets: ReadBudgets,
  ) {}

  @Allow('proposal:read')
  @Get()
  @Render('journeys/proposal/proposals')
  async list(@Current() principal: Principal) {
    return {proposals: (await this.proposals.mine(principal)).map(proposalCard)};
  }

  @Allow('proposal:read')
  @Get(':id')
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query() query: Record<string, unknown>) {
    return {...(await this.page(principal, id)), sent: 'sent' in query, answered: 'answered' in query};
  }

  @Allow('proposal:answer')
  @Post(':id/answer')
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(AnswerForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    const own = page.lines.some((line) => line.value === form.line) ? form.line : null;
    const lineId = own ?? (page.lines.length === 1 ? (page.lines[0]?.value ?? null) : null);
    try {
      const made = await this.answers.run(principal, id, {...form, lineId});
      if (made.engagementId) return await reply.redirect(`/agreements/${made.engagementId}?asked`, 303);
      if (made.bookingId) return await reply.redirect(`/bookings/${made.bookingId}?asked`, 303);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/proposals/${id}?answered`, 303);
  }

  @Allow('proposal:make')
  @Post(':id/withdraw')
  async withdraw(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.withdraws.run(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/proposals/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const view = await this.proposals.one(principal, id);
    const {visits} = view;
    const asks = visits && view.state === 'waiting' && mayFor(principal, 'book') && mayFor(principal, 'see_budget');
    const lines = asks ? await this.budgets.lines(principal) : [];
    const pays = visits?.lineId ?? (lines.length === 1 ? lines[0]?.id : undefined);
    const quote = asks && pays ? await this.quote(principal, {...visits, lineId: pays}, view.listing.id) : null;
    return {
      proposal: proposalPage(view, principal, quote),
      lines: visits?.lineId ? [] : lineChoices(lines),
    };
  }

  /** What it would cost today; where it cannot be said, the answer says why. */
  private async quote(
    principal: Principal,
    {startsAt, endsAt, rrule, lineId}: {startsAt: Date; endsAt: Date; rrule: string | null; lineId: string},
    listingId: string,
  ): Promise<BookingQuote | null> {
    try {
      const splits = [{lineId, shareBp: WHOLE_BP}];
      return await this.quotes.run(principal, {listingId, engagementId: null, startsAt, endsAt, rrule, splits});
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
}
