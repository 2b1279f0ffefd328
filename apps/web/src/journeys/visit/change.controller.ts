import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {AnswerChange, ReadChanges} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {CHANGE_STATES} from '../../words/booking-words.js';

const VIEW = 'journeys/visit/change';

class DeclineForm {
  @TextInput('Why', {optional: true, max: 500})
  reason: string | null;
}

/** Other times that were proposed: to look at from both sides, and to answer from the other. */
@Controller('visit-changes/:id')
export class ChangeController {
  constructor(
    private readonly changes: ReadChanges,
    private readonly answers: AnswerChange,
  ) {}

  @Allow('booking:read')
  @Get()
  async show(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('sent') sent: unknown,
    @Res() reply: FastifyReply,
  ) {
    return reply.view(VIEW, {...(await this.page(principal, id)), sent: sent !== undefined, values: {}});
  }

  /** Done only at the price that was shown. */
  @Allow('booking:change')
  @Post('accept')
  accept(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: {price_pence?: unknown},
    @Res() reply: FastifyReply,
  ) {
    const seen =
      typeof body.price_pence === 'string' && /^\d{1,10}$/.test(body.price_pence) ? Number(body.price_pence) : null;
    return this.done(principal, id, reply, () => this.answers.accept(principal, id, seen));
  }

  @Allow('booking:change')
  @Post('decline')
  async decline(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(DeclineForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    return this.done(principal, id, reply, () => this.answers.decline(principal, id, form.reason));
  }

  @Allow('booking:change')
  @Post('withdraw')
  withdraw(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.done(principal, id, reply, () => this.answers.withdraw(principal, id));
  }

  private async done(principal: Principal, id: string, reply: FastifyReply, act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/visit-changes/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const change = await this.changes.one(principal, id);
    const isHolder = change.isHolder;
    const bySharer = change.side === 'holder' && !change.mine;
    const other = isHolder && !bySharer ? change.listing.name : change.holder.name;
    return {change, isHolder, other, words: CHANGE_STATES[change.state], waits: change.state === 'proposed'};
  }
}
