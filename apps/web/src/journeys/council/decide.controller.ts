import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import {DECLINE_REASONS, DecideApplication, OUTCOMES, ReadApplication} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DECLINE_WORDS, OUTCOME_WORDS} from '../../words/register-words.js';
import {applicationPage, isOwnWork} from './application.presenter.js';
import {DecideForm, DECISION_BOXES, decisionErrors, decisionOf} from './decide.form.js';

const VIEW = 'journeys/council/decide';
const CHECK = 'journeys/council/decide-check';

/** Decides an application: written, checked, recorded once. Never by whoever gathered any of it. */
@Controller('council/applications/:id/decide')
export class DecideController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly decides: DecideApplication,
    private readonly clock: Clock,
  ) {}

  @Allow('application:decide')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('application:decide')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const reading = readForm(DecideForm, body);
    const {form, values} = reading;
    if (values.step === 'change') return reply.code(200).view(VIEW, {...page, values});
    const errors = decisionErrors(reading);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    if (values.step !== 'send' && !page.ownWork) {
      const effective = form.effective ?? londonDay(this.clock.now());
      return reply.code(200).view(CHECK, {...page, values, form, effective, words: wordsOf(form)});
    }
    try {
      await this.decides.run(principal, id, decisionOf(form));
    } catch (error) {
      const own = error instanceof DomainError && error.code === 'FOUR_EYES';
      return showRefusal(reply, VIEW, {...page, ownWork: page.ownWork || own, values}, error, DECISION_BOXES);
    }
    return reply.redirect(`/council/applications/${id}?done=decided`, 303);
  }

  private async page(principal: Principal, id: string) {
    const view = await this.applications.run(principal, id);
    return {
      ...applicationPage(view, principal, londonDay(this.clock.now())),
      ownWork: isOwnWork(view, principal.personId),
      outcomes: OUTCOMES.map((each) => ({value: each, text: OUTCOME_WORDS[each]})),
      declineReasons: DECLINE_REASONS.map((each) => ({value: each, text: DECLINE_WORDS[each]})),
    };
  }
}

function wordsOf({outcome, reasonCode}: DecideForm) {
  return {outcome: OUTCOME_WORDS[outcome], reason: outcome === 'declined' && reasonCode && DECLINE_WORDS[reasonCode]};
}
