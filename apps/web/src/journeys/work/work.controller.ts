import {Controller, Get, Query, Render} from '@nestjs/common';
import {ReadBookings, ReadChanges, ReadCover, ReadEngagements, ReadWork} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay} from '@app/kernel';
import {ReadRenewals} from '@app/register';
import {addressDay} from '../../presenters/address-day.js';
import {DIARY_DAYS, workPage} from './work.presenter.js';

/** Where a PA or provider begins: what waits for an answer, and the diary. */
@Controller('work')
export class WorkController {
  constructor(
    private readonly engagements: ReadEngagements,
    private readonly work: ReadWork,
    private readonly bookings: ReadBookings,
    private readonly renewals: ReadRenewals,
    private readonly changes: ReadChanges,
    private readonly cover: ReadCover,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:answer')
  @Get()
  @Render('journeys/work/work')
  async show(@Current() principal: Principal, @Query('from') wanted: unknown) {
    const now = this.clock.now();
    const from = addressDay(wanted, londonDay(now));
    const [engagements, requests, hours, diary, register, changes, wishes] = await Promise.all([
      this.engagements.ofWorker(principal),
      this.work.requests(principal),
      this.work.hours(principal),
      this.bookings.diaryOfWorker(principal, startOfDay(from), startOfDay(addDays(from, DIARY_DAYS))),
      this.renewals.mine(principal),
      this.changes.waiting(principal, 'worker'),
      this.cover.wishes(principal),
    ]);
    return workPage({engagements, requests, hours, diary, register, changes, wishes, from, now});
  }
}
