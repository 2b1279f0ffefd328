import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ArrangePay, ReadEngagements, ReadTimesheets} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {PAY_BOXES, PayForm} from './pay.form.js';

const VIEW = 'journeys/pay/pay';

/** How an employed PA is paid: for both sides to see, for whoever employs to say. */
@Controller('agreements/:id/pay')
export class PayController {
  constructor(
    private readonly engagements: ReadEngagements,
    private readonly timesheets: ReadTimesheets,
    private readonly arranges: ArrangePay,
    private readonly clock: Clock,
  ) {}

  @Allow('engagement:read')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return {...(await this.page(principal, id)), done: done === 'yes'};
  }

  @Allow('engagement:propose')
  @Post()
  async arrange(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(PayForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.arranges.run(principal, id, {
        hoursKind: form.hours_kind,
        weeklyMinutes: form.weekly === null ? null : Math.round(form.weekly * 60),
        cycle: form.cycle,
        rolledUp: form.holiday === 'rolled_up',
        bornOn: form.born,
        startsOn: form.starts,
      });
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, PAY_BOXES);
    }
    return reply.redirect(`/agreements/${id}/pay?done=yes`, 303);
  }

  private async page(principal: Principal, id: string) {
    const agreement = await this.engagements.one(principal, id);
    const isHolder = agreement.holder.id === (principal.actingFor?.personId ?? principal.personId);
    const arrangements = await this.timesheets.arrangements(principal, id);
    const today = londonDay(this.clock.now());
    const starts = arrangements.length || agreement.startsOn > today ? today : agreement.startsOn;
    return {agreement, isHolder, arrangements, starts, employed: agreement.everEmployed};
  }
}
