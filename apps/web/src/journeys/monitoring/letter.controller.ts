import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {DecideSurplus, ReadSurplus, SURPLUS_DECISIONS} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DecisionForm} from './monitoring.form.js';
import {DECISION_WORDS, letterCard} from './monitoring.words.js';

const VIEW = 'journeys/monitoring/letter';

/** One conversation about money left over: what was written, what the person says, and what is decided. */
@Controller('council/surplus/:id')
export class SurplusLetterController {
  constructor(
    private readonly surplus: ReadSurplus,
    private readonly decides: DecideSurplus,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('budget:manage')
  @Post()
  async decide(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(DecisionForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const {decision, pence, reason, again: lookAgainOn} = form;
      await this.decides.run(principal, id, {decision, pence: pence ?? 0, reason, lookAgainOn});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {look_again_on: 'again-day'});
    }
    return reply.redirect('/council/monitoring?done=decided', 303);
  }

  private async page(principal: Principal, id: string) {
    return {
      letter: letterCard(await this.surplus.one(principal, id), 'council'),
      decisions: SURPLUS_DECISIONS.map((value) => ({value, text: DECISION_WORDS[value]})),
    };
  }
}
