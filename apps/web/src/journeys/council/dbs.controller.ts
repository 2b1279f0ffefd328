import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import {
  CheckStatus,
  ReadApplication,
  ReadUpdateService,
  RecordConsent,
  STATUS_RESULTS,
  type StatusResult,
} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {factWords} from '../../words/register-words.js';
import {exampleOf} from './example-day.js';

const VIEW = 'journeys/council/dbs';

class ConsentForm {
  @ChoiceInput('Whether they agree', ['yes', 'no'])
  consents: 'yes' | 'no';

  @DayInput('Day they said so')
  said: Day;
}

class StatusForm {
  @ChoiceInput('What the Update Service answered', STATUS_RESULTS)
  result: StatusResult;

  @DayInput('Day you looked')
  looked: Day;
}

/** The DBS Update Service for one certificate: what its holder agreed to, what it answered. */
@Controller('council/applications/:id/evidence/:evidence/update-service')
export class UpdateServicePageController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly reads: ReadUpdateService,
    private readonly consent: RecordConsent,
    private readonly checks: CheckStatus,
    private readonly clock: Clock,
  ) {}

  @Allow('application:gather')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string, @IdParam('evidence') evidence: string) {
    return this.page(principal, id, evidence);
  }

  @Allow('application:gather')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('evidence') evidence: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, evidence);
    const agreeing = readForm(ConsentForm, body);
    const looking = readForm(StatusForm, body);
    const {values} = agreeing;
    const errors = values.step === 'look' ? looking.errors : agreeing.errors;
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      if (values.step === 'look') {
        const {result, looked: checkedOn} = looking.form;
        await this.checks.run(principal, id, evidence, {result, checkedOn});
      } else {
        await this.consent.run(principal, id, agreeing.form.consents === 'yes', agreeing.form.said);
      }
    } catch (error) {
      const boxes = {said_on: 'said-day', checked_on: 'looked-day', UPDATE_SERVICE_CONSENT: 'consents'};
      return showRefusal(reply, VIEW, {...page, values}, error, boxes);
    }
    return reply.redirect(`/council/applications/${id}/evidence/${evidence}/update-service`, 303);
  }

  private async page(principal: Principal, id: string, evidenceId: string) {
    const application = await this.applications.run(principal, id);
    const certificate = application.evidence?.find((each) => each.id === evidenceId && each.kind === 'dbs');
    if (!certificate) throw notFound('certificate');
    const {consent, checks} = await this.reads.run(principal, id);
    return {
      application,
      certificate,
      level: factWords('level', certificate.facts['level'] ?? ''),
      consent,
      checks: checks.map((each) => ({...each, words: factWords('result', each.result)})),
      results: STATUS_RESULTS.map((each) => ({value: each, text: factWords('result', each)})),
      example: exampleOf(londonDay(this.clock.now())),
    };
  }
}
