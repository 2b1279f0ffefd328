import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {VisitsToLookAt} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import {CloseConcern, FollowConcern, ReadApplication, ReadConcerns, RecordConcern} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {CloseForm, ConcernForm, EntryForm, ListingForm} from './concerns.form.js';
import {concernPage} from './concerns.presenter.js';

const RECORD = 'journeys/vetting/concern-record';
const ONE = 'journeys/vetting/concern';

/** Concerns about safety: from officers and anybody, read by the safeguarding team, and never by whom they are about. */
@Controller()
export class ConcernsPageController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly concerns: ReadConcerns,
    private readonly records: RecordConcern,
    private readonly follows: FollowConcern,
    private readonly closes: CloseConcern,
    private readonly visits: VisitsToLookAt,
    private readonly clock: Clock,
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
  async list(@Current() principal: Principal, @Query('closed') closed: unknown) {
    const which = closed === 'yes' ? 'closed' : 'open';
    return {which, concerns: await this.concerns.list(principal, which)};
  }

  @Allow('concern:read')
  @Get('council/concerns/:id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    return concernPage(await this.concerns.one(principal, id));
  }

  @Allow('concern:read')
  @Post('council/concerns/:id')
  async close(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(CloseForm, body);
    if (errors.length) return showAgain(reply, ONE, {...(await this.one(principal, id)), errors, values});
    try {
      await this.closes.run(principal, id, form.note);
    } catch (error) {
      return showRefusal(reply, ONE, {...(await this.one(principal, id)), values}, error);
    }
    return reply.redirect('/council/concerns', 303);
  }

  @Allow('concern:read')
  @Post('council/concerns/:id/entries')
  async follow(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(EntryForm, body);
    if (errors.length) return showAgain(reply, ONE, {...(await this.one(principal, id)), errors, values});
    try {
      const {done, on: onDay, entry: text} = form;
      const [kind, fact = null] = done.split(':') as ['note', null];
      await this.follows.run(principal, id, {kind, fact, onDay, text});
    } catch (error) {
      const page = {...(await this.one(principal, id)), values};
      return showRefusal(reply, ONE, page, error, {text: 'entry', on_day: 'on-day', fact: 'done'});
    }
    return reply.redirect(`/council/concerns/${id}`, 303);
  }

  @Allow('concern:read')
  @Post('council/concerns/:id/listing')
  async listing(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(ListingForm, body);
    if (errors.length) return showAgain(reply, ONE, {...(await this.one(principal, id)), errors, values});
    try {
      const onDay = londonDay(this.clock.now());
      await this.follows.run(principal, id, {kind: 'listing', fact: form.decision, onDay, text: form.why});
    } catch (error) {
      return showRefusal(reply, ONE, {...(await this.one(principal, id)), values}, error, {text: 'why'});
    }
    return reply.redirect(`/council/concerns/${id}`, 303);
  }

  /** Says which visits to look at and whom to call, and not why. */
  @Allow('concern:duty')
  @Get('duty/visits')
  @Render('journeys/vetting/duty-visits')
  async duty(@Current() principal: Principal) {
    return {visits: await this.visits.run(principal)};
  }
}
