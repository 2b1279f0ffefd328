import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, DomainError, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import {DecideApplication, ReadApplication} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {applicationPage} from './application.presenter.js';
import {ChooseForm, DecideForm, DECISION_BOXES, decisionErrors, decisionOf} from './decide.form.js';
import {decidePage, decisionWords, hindranceTo} from './decide.presenter.js';
import {exampleOf} from './example-day.js';

const CHOOSE = 'journeys/council/decide';
const WHY = 'journeys/council/decide-why';
const CHECK = 'journeys/council/decide-check';
/** How far ahead the example of a later day lies. */
const DAYS_AHEAD = 14;

/** Decides an application: chosen, given reasons for, checked, recorded once. Never by whoever gathered any of it. */
@Controller('council/applications/:id/decide')
export class DecideController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly decides: DecideApplication,
    private readonly clock: Clock,
  ) {}

  @Allow('application:decide')
  @Get()
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    return reply.view(page.onlyDecline ? WHY : CHOOSE, {...page, ...(page.onlyDecline && decidePage('declined'))});
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
    const chosen = readForm(ChooseForm, body);
    const {values} = chosen;
    if (chosen.errors.length) return showAgain(reply, CHOOSE, {...page, errors: chosen.errors, values});
    const {outcome} = chosen.form;
    const hindrance = values.step === 'send' ? null : hindranceTo(outcome, page);
    if (hindrance) return showAgain(reply, CHOOSE, {...page, errors: [{field: '', message: hindrance}], values}, 422);
    const why = {...page, ...decidePage(outcome), values};
    if (values.step === 'choose' || values.step === 'change') return reply.code(200).view(WHY, why);
    const reading = readForm(DecideForm, body);
    const errors = decisionErrors(reading);
    if (errors.length) return showAgain(reply, WHY, {...why, errors});
    if (values.step !== 'send') {
      const effective = reading.form.effective ?? londonDay(this.clock.now());
      return reply.code(200).view(CHECK, {...page, values, effective, words: decisionWords(reading.form)});
    }
    return this.record(principal, id, reading.form, why, reply);
  }

  private async record(
    principal: Principal,
    id: string,
    form: DecideForm,
    why: Parameters<typeof showRefusal>[2],
    reply: FastifyReply,
  ) {
    try {
      await this.decides.run(principal, id, decisionOf(form));
    } catch (error) {
      // A box that can be mended is on the page before; for anything else the application itself says how it stands.
      const mends = error instanceof DomainError && error.fields.length > 0;
      const page = mends ? why : {...why, ...(await this.page(principal, id))};
      return showRefusal(reply, mends ? WHY : CHOOSE, page, error, DECISION_BOXES);
    }
    return reply.redirect(`/council/applications/${id}?done=decided`, 303);
  }

  private async page(principal: Principal, id: string) {
    const view = await this.applications.run(principal, id);
    const today = londonDay(this.clock.now());
    const page = applicationPage(view, principal, today);
    const othersDecide = page.theirOwn || page.ownWork;
    const mayApprove = page.canDecide && page.missing === 0;
    return {
      ...page,
      othersDecide,
      mayApprove,
      onlyDecline: (page.canDecide || page.canDecline) && !mayApprove,
      example: exampleOf(addDays(today, DAYS_AHEAD)),
    };
  }
}
