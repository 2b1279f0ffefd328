import {Injectable} from '@nestjs/common';
import {HolderBookings, ReadBookings, ReadChanges, ReadEngagements, ReadHours} from '@app/bookings';
import {mayFor, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay} from '@app/kernel';
import {supportPage, type SupportPage} from './support.presenter.js';

const WEEKS_SHOWN = 4;

/** Reads what a holder's own page shows; also when what was tried there was refused. */
@Injectable()
export class SupportPages {
  constructor(
    private readonly engagements: ReadEngagements,
    private readonly bookings: ReadBookings,
    private readonly hours: ReadHours,
    private readonly summaries: HolderBookings,
    private readonly changes: ReadChanges,
    private readonly clock: Clock,
  ) {}

  async of(principal: Principal): Promise<SupportPage> {
    const now = this.clock.now();
    const until = startOfDay(addDays(londonDay(now), WEEKS_SHOWN * 7));
    const approves = mayFor(principal, 'approve_hours');
    const [toApprove, details, coming, bookings, agreements, changes] = await Promise.all([
      approves ? this.bookings.toApprove(principal) : [],
      approves ? this.hours.toApprove(principal) : new Map<string, never>(),
      this.bookings.diaryOfHolder(principal, now, until),
      this.summaries.list(principal),
      this.engagements.ofHolder(principal),
      this.changes.waiting(principal, 'holder'),
    ]);
    return supportPage({toApprove, details, coming, bookings, agreements, changes, now, invoices: approves});
  }
}
