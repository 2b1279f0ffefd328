import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ApproveHours, ReadBookings, ReadHours} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {durationOf} from '../../presenters/duration.js';
import {HOURS_BOXES, hoursOf, initialHours} from '../work/hours.form.js';
import {CorrectForm} from './correct.form.js';
import {hoursToApprove, type HoursToApprove} from './support.presenter.js';

const FORM = 'journeys/support/correct';
const CHECK = 'journeys/support/correct-check';

/** Hours that were recorded wrong: the right times are typed, looked at with what they cost, and approved so. */
@Controller('visits/:id/correct')
export class CorrectHoursController {
  constructor(
    private readonly approves: ApproveHours,
    private readonly bookings: ReadBookings,
    private readonly details: ReadHours,
  ) {}

  @Allow('hours:approve')
  @Get()
  @Render(FORM)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const visit = await this.visit(principal, id);
    return {visit, values: initialHours(visit)};
  }

  /** Nothing is spent before it was looked at. */
  @Allow('hours:approve')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const visit = await this.visit(principal, id);
    const {form, errors, values} = readForm(CorrectForm, body);
    if (values.step === 'change') return reply.code(200).view(FORM, {visit, values});
    if (errors.length) return showAgain(reply, FORM, {visit, errors, values});
    try {
      // Miles are asked for where any were recorded: by the terms, not here, it is decided whether they are paid.
      const hours = {...hoursOf(visit, form), miles: visit.miles === null ? null : form.miles};
      if (values.step !== 'send') {
        const pay = await this.approves.preview(principal, id, hours);
        const duration = durationOf({startsAt: hours.startedAt, endsAt: hours.endedAt});
        return await reply.code(200).view(CHECK, {visit, values, hours, pay, duration});
      }
      await this.approves.correct(principal, id, hours, form.reason);
    } catch (error) {
      return showRefusal(reply, FORM, {visit, values}, error, HOURS_BOXES);
    }
    return reply.redirect('/support?corrected', 303);
  }

  private async visit(principal: Principal, id: string): Promise<HoursToApprove & {mileagePence: null}> {
    const found = (await this.bookings.toApprove(principal)).find((visit) => visit.id === id);
    if (!found) throw notFound('visit');
    return {...hoursToApprove(found, (await this.details.one(principal, id)) ?? null), mileagePence: null};
  }
}
