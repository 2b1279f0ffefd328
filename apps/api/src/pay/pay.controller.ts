import {Body, Controller, Get, HttpCode, Post, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ArrangePay, CloseTimesheet, ReadTimesheets, type PayArrangement, type TimesheetView} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {CloseRequest, PayRequest, PayResponse, PaysResponse, TimesheetQuery, TimesheetResponse} from './pay.dto.js';

@ApiTags('pay')
@ApiBearerAuth()
@Controller('api/v1/engagements/:id')
export class PayApiController {
  constructor(
    private readonly reads: ReadTimesheets,
    private readonly arranges: ArrangePay,
    private readonly closes: CloseTimesheet,
    private readonly clock: Clock,
  ) {}

  /** How an employed PA is paid, newest first: for both sides of the agreement. */
  @Allow('engagement:read')
  @Get('pay')
  async list(@Current() principal: Principal, @IdParam() id: string): Promise<PaysResponse> {
    return wholeList((await this.reads.arrangements(principal, id)).map(payAnswer));
  }

  /** Whoever employs says how they are paid from a day on. */
  @Allow('engagement:propose')
  @Post('pay')
  async arrange(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: PayRequest,
  ): Promise<PaysResponse> {
    await this.arranges.run(principal, id, {
      ...{hoursKind: body.hours_kind, weeklyMinutes: body.weekly_minutes ?? null, cycle: body.cycle},
      ...{rolledUp: body.rolled_up, bornOn: body.born_on ?? null, startsOn: body.starts_on},
    });
    return this.list(principal, id);
  }

  /** What is to be paid for the pay period that a day is in. Nothing is priced anew: it adds up what was approved. */
  @Allow('engagement:read')
  @Get('timesheet')
  async timesheet(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() {on}: TimesheetQuery,
  ): Promise<TimesheetResponse> {
    const view = await this.reads.on(principal, id, on ?? londonDay(this.clock.now()));
    if (!view) throw notFound('timesheet');
    return timesheetAnswer(view);
  }

  /** The pay period goes to payroll: what is in it is in no other. Closed again, it stays as it is. */
  @Allow('hours:approve')
  @Post('timesheet/close')
  @HttpCode(200)
  async close(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {on}: CloseRequest,
  ): Promise<TimesheetResponse> {
    await this.closes.run(principal, id, on);
    return this.timesheet(principal, id, {on});
  }
}

function payAnswer({hoursKind, weeklyMinutes, cycle, rolledUp, startsOn}: PayArrangement): PayResponse {
  return {hours_kind: hoursKind, weekly_minutes: weeklyMinutes, cycle, rolled_up: rolledUp, starts_on: startsOn};
}

function timesheetAnswer({engagement, period, closed, totals, visits, waiting}: TimesheetView): TimesheetResponse {
  return {
    ...{engagement_id: engagement.id, starts_on: period.startsOn, ends_on: period.endsOn},
    closed_at: closed?.at.toISOString() ?? null,
    ...{contracted_minutes: totals.contractedMinutes, worked_minutes: totals.workedMinutes},
    ...{bank_holiday_minutes: totals.bankHolidayMinutes, sleep_ins: totals.sleepIns},
    ...{holiday_minutes: totals.holidayMinutes, rolled_up_pence: totals.rolledUpPence, work_pence: totals.workPence},
    ...{mileage_pence: totals.mileagePence, expense_pence: totals.expensePence, total_pence: totals.totalPence},
    ...{short_pence: totals.shortPence, waiting},
    by_rate: totals.byRate.map(({ratePence, ...rate}) => ({...rate, rate_pence: ratePence})),
    visits: visits.map((each) => ({
      ...{id: each.id, starts_at: each.startsAt.toISOString(), ends_at: each.endsAt.toISOString()},
      ...{cancelled: each.cancelled, late: each.late, work_pence: each.workPence},
      ...{mileage_pence: each.mileagePence, expense_pence: each.expensePence},
    })),
  };
}
