import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {
  addDays,
  Clock,
  DomainError,
  formatDay,
  invalid,
  isDay,
  londonDay,
  notFound,
  startOfDay,
  type Day,
} from '@app/kernel';
import {Bookable, ListingOwners} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {In, MoreThanOrEqual} from 'typeorm';
import {Booking} from '../booking/booking.entity.js';
import type {Side} from '../booking/booking-parties.js';
import {illegalTransition} from '../bookings.errors.js';
import {CancelVisits} from '../changes/cancel-visits.js';
import {Visit} from '../visit/visit.entity.js';
import {endTermsOf} from './engagement-in-force.js';
import {Engagement} from './engagement.entity.js';

export interface Ending {
  /** The soonest last day by the notice that was agreed. */
  earliest: Day;
  inTrial: boolean;
  /** Visits after the last day, which are called off and cost nothing. */
  visits: number;
}

/** One side gives notice: the last day is set, and what was booked after it is called off at no cost. */
@Injectable()
export class EndEngagement {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly owners: ListingOwners,
    private readonly bookable: Bookable,
    private readonly cancels: CancelVisits,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @param lastDay null looks at the soonest @throws NOT_FOUND */
  preview(principal: Principal, id: string, lastDay: Day | null): Promise<Ending> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {engagement} = await this.find(tx, principal, id);
      const notice = await this.notice(tx, id);
      const after = await this.visitsAfter(tx, engagement, lastDay ?? notice.earliest);
      return {...notice, visits: after.length};
    });
  }

  /** @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, NOTICE_TOO_SHORT with the soonest day */
  async run(principal: Principal, id: string, lastDay: Day, reason: string | null): Promise<void> {
    if (!isDay(lastDay)) throw invalid({field: 'last_day', message: 'Give a day like 2026-12-01.'});
    if (reason && reason.length > 500) throw invalid({field: 'reason', message: 'Use 500 characters or fewer.'});
    await this.uow.run(principal.councilId, async (tx) => {
      const {engagement, side} = await this.find(tx, principal, id);
      // Whoever books at the same time holds the listing, and reads the terms under it.
      await this.bookable.lock(tx, engagement.listingId);
      const locked = await tx.findOneOrFail(Engagement, {where: {id}, lock: {mode: 'for_no_key_update'}});
      if (locked.state !== 'accepted' || locked.endsOn)
        throw illegalTransition('agreement', locked.endsOn ? 'ending' : locked.state, 'end');
      const {earliest} = await this.notice(tx, id);
      if (lastDay < earliest) throw noticeTooShort(earliest);
      if (lastDay > addDays(londonDay(this.clock.now()), 366)) {
        throw invalid({field: 'last_day', message: 'Choose a day within the next year.'});
      }
      const visits = await this.visitsAfter(tx, engagement, lastDay);
      await this.callOff(tx, principal, visits);
      await tx.update(Engagement, {id}, {endsOn: lastDay});
      const subject = {kind: 'engagement', id};
      const after = {last_day: lastDay, side, visits: visits.length, of_bookings: countBy(visits)};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'engagement.ending',
        subject,
        reason: reason ?? undefined,
        after,
      });
      await this.outbox.publish(tx, principal.councilId, 'engagement.ending', id);
    });
  }

  /** For the clockwork: the last day is over. */
  async over(councilId: string, id: string): Promise<void> {
    await this.uow.run(councilId, async (tx) => {
      const engagement = await tx.findOne(Engagement, {where: {id}, lock: {mode: 'for_no_key_update'}});
      if (engagement?.state !== 'accepted' || !engagement.endsOn || engagement.endsOn >= londonDay(this.clock.now()))
        return;
      await tx.update(Engagement, {id}, {state: 'ended'});
      await this.audit.record(tx, {councilId, action: 'engagement.ended', subject: {kind: 'engagement', id}});
    });
  }

  private async find(tx: Tx, principal: Principal, id: string): Promise<{engagement: Engagement; side: Side}> {
    const engagement = await tx.findOneBy(Engagement, {id});
    if (!engagement) throw notFound('agreement');
    if (engagement.holderId === (principal.actingFor?.personId ?? principal.personId)) {
      holderFor(principal, 'agree_terms');
      await this.mayAct.require(tx, principal, 'agree_terms');
      return {engagement, side: 'holder'};
    }
    if (!(await this.owners.mayAnswer(tx, principal, engagement.listingId))) throw notFound('agreement');
    return {engagement, side: 'worker'};
  }

  private async notice(tx: Tx, id: string): Promise<{earliest: Day; inTrial: boolean}> {
    const today = londonDay(this.clock.now());
    const {endNoticeDays, trialUntil, trialNoticeDays} = await endTermsOf(tx, id);
    const inTrial = trialUntil !== null && today <= trialUntil;
    return {earliest: addDays(today, inTrial ? trialNoticeDays : endNoticeDays), inTrial};
  }

  private async visitsAfter(tx: Tx, {holderId, listingId}: Engagement, lastDay: Day): Promise<Visit[]> {
    const bookings = await tx.find(Booking, {
      where: {holderId, listingId, state: In(['requested', 'accepted'])},
      order: {id: 'ASC'},
      lock: {mode: 'for_no_key_update'},
    });
    return tx.find(Visit, {
      where: {
        bookingId: In(bookings.map(({id}) => id)),
        state: In(['requested', 'accepted', 'paused']),
        startsAt: MoreThanOrEqual(startOfDay(addDays(lastDay, 1))),
      },
      order: {startsAt: 'ASC', id: 'ASC'},
    });
  }

  private async callOff(tx: Tx, principal: Principal, visits: readonly Visit[]): Promise<void> {
    for (const id of [...new Set(visits.map(({bookingId}) => bookingId))].sort()) {
      const own = visits.filter(({bookingId}) => bookingId === id);
      const cause = {...by(principal), kind: 'booking', id};
      await this.cancels.run(
        tx,
        cause,
        own.map((visit) => ({visit, chargePence: 0, givesBack: true})),
      );
      const left = await tx.existsBy(Visit, {
        bookingId: id,
        state: In(['requested', 'accepted', 'recorded', 'approved', 'paused']),
      });
      if (!left) await tx.update(Booking, {id}, {state: 'cancelled'});
    }
  }
}

/** How many of which booking. */
function countBy(visits: readonly Visit[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const {bookingId} of visits) counts[bookingId] = (counts[bookingId] ?? 0) + 1;
  return counts;
}

function noticeTooShort(earliest: Day): DomainError {
  const message = `By what you agreed, the last day can be ${formatDay(earliest)} or later. You can cancel visits before it.`;
  return new DomainError('refused', 'NOTICE_TOO_SHORT', message, {
    fields: [{field: 'last_day', message}],
    facts: {earliest},
  });
}
