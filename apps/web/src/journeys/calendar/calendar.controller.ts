import {Controller, Get, Query, Render} from '@nestjs/common';
import {ReadCalendar, type CalendarVisit} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay, type Day} from '@app/kernel';
import {firstOfMonth, mondayOf, monthPage, spanOfMonth, weekPage} from './calendar.presenter.js';

/** Who comes when, or where one goes: a month, and a week that can be printed for the wall. */
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly calendar: ReadCalendar,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:read')
  @Get()
  @Render('journeys/calendar/month')
  async month(@Current() principal: Principal, @Query('month') wanted: unknown) {
    const today = londonDay(this.clock.now());
    const first = firstOfMonth(wanted, today);
    const {from, to} = spanOfMonth(first);
    return monthPage(await this.visits(principal, from, to), first, today);
  }

  @Allow('booking:read')
  @Get('week')
  @Render('journeys/calendar/week')
  async week(@Current() principal: Principal, @Query('from') wanted: unknown) {
    const today = londonDay(this.clock.now());
    const monday = mondayOf(wanted, today);
    return weekPage(await this.visits(principal, monday, addDays(monday, 7)), monday, today);
  }

  /** Those that begin in the span; one that began the evening before is on its own day. */
  private async visits(principal: Principal, from: Day, to: Day): Promise<CalendarVisit[]> {
    const [start, end] = [startOfDay(from), startOfDay(to)];
    return (await this.calendar.of(principal, start, end)).filter(({startsAt}) => startsAt >= start);
  }
}
