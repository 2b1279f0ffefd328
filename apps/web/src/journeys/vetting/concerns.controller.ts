import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {VisitsToLookAt} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {CloseConcern, ReadApplication, ReadConcerns, RecordConcern} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const RECORD = 'journeys/vetting/concern-record';

class ConcernForm {
  @TextInput('What the concern is', {max: 4_000})
  text: string;

  @ChoiceInput('Whether the listing comes down', ['yes', 'no'])
  suspend: 'yes' | 'no';
}

class CloseForm {
  @TextInput('What came of it', {max: 4_000})
  note: string;
}

/** Concerns about safety: recorded by officers, read by few, and never by whom they are about. */
@Controller()
export class ConcernsPageController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly concerns: ReadConcerns,
    private readonly records: RecordConcern,
    private readonly closes: CloseConcern,
    private readonly visits: VisitsToLookAt,
  ) {}

  @Allow('concern:record')
  @Get('council/applications/:id/concern')
  @Render(RECORD)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    return {application: await this.applications.run(principal, id)};
  }

  @Allow('concern:record')
  @Post('council/applications/:id/concern')
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const application = await this.applications.run(principal, id);
    const {form, errors, values} = readForm(ConcernForm, body);
    if (errors.length) return showAgain(reply, RECORD, {application, errors, values});
    try {
      await this.records.run(principal, application.member.id, {text: form.text, suspend: form.suspend === 'yes'});
    } catch (error) {
      return showRefusal(reply, RECORD, {application, values}, error);
    }
    return reply.redirect(`/council/applications/${id}?done=concern`, 303);
  }

  @Allow('concern:read')
  @Get('council/concerns')
  @Render('journeys/vetting/concerns')
  async list(@Current() principal: Principal) {
    return {concerns: await this.concerns.open(principal)};
  }

  @Allow('concern:read')
  @Get('council/concerns/:id')
  @Render('journeys/vetting/concern')
  async one(@Current() principal: Principal, @IdParam() id: string) {
    return {concern: await this.concerns.one(principal, id)};
  }

  @Allow('concern:read')
  @Post('council/concerns/:id')
  async close(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const view = 'journeys/vetting/concern';
    const {form, errors, values} = readForm(CloseForm, body);
    if (errors.length) return showAgain(reply, view, {...(await this.one(principal, id)), errors, values});
    try {
      await this.closes.run(principal, id, form.note);
    } catch (error) {
      return showRefusal(reply, view, {...(await this.one(principal, id)), values}, error);
    }
    return reply.redirect('/council/concerns', 303);
  }

  /** Says which visits to look at and whom to call, and not why. */
  @Allow('concern:duty')
  @Get('duty/visits')
  @Render('journeys/vetting/duty-visits')
  async duty(@Current() principal: Principal) {
    return {visits: await this.visits.run(principal)};
  }
}
