import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadHours, ReadWork, RecordHours, type WorkVisit} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {durationOf} from '../../presenters/duration.js';
import {HOURS_BOXES, HoursForm, hoursOf, initialHours} from './hours.form.js';

const FORM = 'journeys/work/hours';
const CHECK = 'journeys/work/hours-check';

/** When somebody came and went: typed, checked, sent for approval. */
@Controller('work/visits/:id/hours')
export class RecordHoursController {
  constructor(
    private readonly work: ReadWork,
    private readonly records: RecordHours,
    private readonly details: ReadHours,
    private readonly clock: Clock,
  ) {}

  @Allow('hours:record')
  @Get()
  @Render(FORM)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const visit = await this.work.visit(principal, id);
    return {...this.page(visit), values: initialHours(visit)};
  }

  /** Shows what was typed and what it costs; nothing is written before that was looked at. */
  @Allow('hours:record')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const visit = await this.work.visit(principal, id);
    const page = this.page(visit);
    const {form, errors, values} = readForm(HoursForm, body);
    if (values.step === 'change') return reply.code(200).view(FORM, {...page, values});
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    try {
      const hours = hoursOf(visit, form);
      if (values.step !== 'send') {
        const pay = await this.records.preview(principal, id, hours);
        const duration = durationOf({startsAt: hours.startedAt, endsAt: hours.endedAt});
        return await reply.code(200).view(CHECK, {...page, values, hours, pay, duration});
      }
      await this.records.run(principal, id, hours);
    } catch (error) {
      return showRefusal(reply, FORM, {...page, values}, error, HOURS_BOXES);
    }
    return reply.redirect(`/work/visits/${id}/hours/sent`, 303);
  }

  @Allow('hours:record')
  @Get('sent')
  @Render('journeys/work/hours-sent')
  async sent(@Current() principal: Principal, @IdParam() id: string) {
    const visit = await this.work.visit(principal, id);
    const {toRecord} = await this.work.hours(principal);
    const detail = await this.details.one(principal, id);
    return {visit, detail, next: toRecord[0] ?? null, left: toRecord.length};
  }

  private page(visit: WorkVisit) {
    const open = visit.state === 'accepted' || visit.state === 'recorded';
    const early = open && visit.startsAt > this.clock.now();
    return {visit, open: open && !early, early, duration: durationOf(visit)};
  }
}
