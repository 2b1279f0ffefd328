import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, notFound, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import {ReadApplication, VOID_REASONS, VoidEvidence, type VoidReason} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {VOID_WORDS} from '../../words/register-words.js';
import {exampleOf} from './example-day.js';

const VIEW = 'journeys/council/void';

class VoidForm {
  @ChoiceInput('Why', VOID_REASONS)
  reason: VoidReason;

  @DayInput('First day on which it no longer counts', {optional: true})
  ended: Day | null;
}

/** Withdraws a piece of evidence, after asking why. What was recorded stays to be seen. */
@Controller('council/applications/:id/evidence/:evidence/void')
export class VoidController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly voids: VoidEvidence,
    private readonly clock: Clock,
  ) {}

  @Allow('application:gather')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @IdParam('evidence') evidenceId: string) {
    return this.page(principal, id, evidenceId);
  }

  @Allow('application:gather')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('evidence') evidenceId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, evidenceId);
    const {form, errors, values} = readForm(VoidForm, body);
    if (errors.length === 0 && form.reason === 'ended_early' && !form.ended) {
      errors.push({field: 'ended-day', message: 'Enter the first day on which it no longer counts'});
    }
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    const endedOn = form.reason === 'ended_early' ? (form.ended ?? undefined) : undefined;
    try {
      await this.voids.run(principal, id, evidenceId, {reason: form.reason, endedOn});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {ended_on: 'ended-day'});
    }
    return reply.redirect(`/council/applications/${id}?done=voided`, 303);
  }

  private async page(principal: Principal, id: string, evidenceId: string) {
    const application = await this.applications.run(principal, id);
    const evidence = application.evidence?.find((each) => each.id === evidenceId);
    const asked = application.requirements.find((each) => each.terms.code === evidence?.requirement);
    if (!evidence || !asked) throw notFound('evidence');
    return {
      application,
      evidence,
      terms: asked.terms,
      example: exampleOf(addDays(londonDay(this.clock.now()), -1)),
      reasons: VOID_REASONS.map((each) => ({value: each, text: VOID_WORDS[each]})),
    };
  }
}
