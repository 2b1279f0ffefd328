import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {Clock, invalid, addDays, isDay, londonDay, notFound, startOfDay, type Day} from '@app/kernel';
import {Bookable} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {In, MoreThanOrEqual} from 'typeorm';
import {Booking} from '../booking/booking.entity.js';
import {clashingVisits, freeLanes} from '../booking/lanes.js';
import {illegalTransition} from '../bookings.errors.js';
import {CancelVisits} from '../changes/cancel-visits.js';
import {FundPlanned} from '../funding/fund-planned.js';
import {MemberAway} from '../shared/member-away.js';
import {Visit} from '../visit/visit.entity.js';
import {TAKES_TIME_SQL} from '../visit/visit.state.js';
import {SupportPause} from './support-pause.entity.js';
import {pauseState, supportPauseMachine} from './pause-steps.js';

export interface Resumed {
  visits: number;
  /** Visits that others share, at which they are there again. */
  shared: number;
  /** Whoever was to come has taken other work then: these are called off. */
  taken: number;
}

/**
 * Support goes on from a day: visits paused on and after it take place again, at the price of before. What was paid for
 * them goes back to where it came from, and whoever pays by now pays them in full; where a period has too little left a
 * visit is planned and waits for it. Where the worker has taken other work it is called off.
 */
@Injectable()
export class ResumeSupport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly bookable: Bookable,
    private readonly cancels: CancelVisits,
    private readonly planned: FundPlanned,
    private readonly away: MemberAway,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @param fromDay the first day on which somebody comes again @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION */
  run(principal: Principal, pauseId: string, fromDay: Day): Promise<Resumed> {
    const now = this.clock.now();
    if (!isDay(fromDay) || fromDay < londonDay(now)) {
      throw invalid({field: 'from_day', message: 'Choose today or a later day.'});
    }
    return this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'book');
      const found = await tx.findOneBy(SupportPause, {id: pauseId, holderId});
      if (!found) throw notFound('pause');
      const places = await this.away.lock(tx, holderId);
      const listings = await this.lockListings(tx, pauseId);
      const bookings = await this.lockBookings(tx, pauseId);
      const pause = await tx.findOneOrFail(SupportPause, {where: {id: pauseId}, lock: {mode: 'for_no_key_update'}});
      const state = pauseState(pause, londonDay(now));
      if (!supportPauseMachine.can(state, 'resume')) throw illegalTransition('pause', state, 'end');
      const untilDay = addDays(fromDay, -1);
      if (fromDay < pause.fromDay || (pause.untilDay && untilDay > pause.untilDay)) {
        throw invalid({field: 'from_day', message: 'Choose a day of the pause, or the day after it.'});
      }
      await tx.update(SupportPause, {id: pauseId}, {untilDay, endedBy: principal.personId, endedAt: now});
      const resumed: Resumed = {visits: 0, shared: 0, taken: 0};
      const from = new Date(Math.max(startOfDay(fromDay).getTime(), now.getTime()));
      for (const booking of bookings) {
        const listing = listings.get(booking.listingId);
        if (listing) await this.resumeOne(tx, principal, booking, listing, {pauseId, from}, resumed);
      }
      resumed.shared = await this.away.end(tx, principal, places, pauseId, from);
      await this.planned.run(tx, principal.councilId, holderId, false);
      const subject = {kind: 'support_pause', id: pauseId};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'support_pause.ended',
        subject,
        after: {from_day: fromDay, ...resumed},
      });
      await this.outbox.publish(tx, principal.councilId, 'support_pause.ended', pauseId);
      return resumed;
    });
  }

  private async resumeOne(
    tx: Tx,
    principal: Principal,
    {id}: Booking,
    listing: NonNullable<Awaited<ReturnType<Bookable['lock']>>>,
    {pauseId, from}: {pauseId: string; from: Date},
    resumed: Resumed,
  ): Promise<void> {
    const paused = await tx.find(Visit, {
      where: {bookingId: id, pauseId, state: 'paused', startsAt: MoreThanOrEqual(from)},
      order: {startsAt: 'ASC'},
    });
    if (paused.length === 0) return;
    const clashes = new Set((await clashingVisits(tx, listing, paused, id)).map((at) => at.getTime()));
    const free = paused.filter(({startsAt}) => !clashes.has(startsAt.getTime()));
    const taken = paused.filter(({startsAt}) => clashes.has(startsAt.getTime()));
    await tx.update(Visit, {id: In(taken.map((visit) => visit.id))}, {state: 'cancelled'});
    const lanes = (await freeLanes(tx, listing, free, id)) ?? free.map(() => 1);
    const ids = free.map((visit) => visit.id);
    const cause = {...by(principal), kind: 'booking', id};
    await this.cancels.giveBack(
      tx,
      cause,
      paused.map((visit) => visit.id),
    );
    await tx.query(`DELETE FROM visit_split WHERE visit_id = ANY($1::uuid[])`, [ids]);
    await tx.query(GOES_ON, [ids, lanes]);
    resumed.visits += free.length;
    resumed.taken += taken.length;
  }

  private async lockListings(tx: Tx, pauseId: string) {
    const rows = await tx.query<{id: string}[]>(
      `SELECT DISTINCT b.listing_id AS id FROM visit v JOIN booking b ON b.id = v.booking_id WHERE v.pause_id = $1 ORDER BY 1`,
      [pauseId],
    );
    const listings = new Map<string, NonNullable<Awaited<ReturnType<Bookable['lock']>>>>();
    for (const {id} of rows) {
      const listing = await this.bookable.lock(tx, id);
      if (listing) listings.set(id, listing);
    }
    return listings;
  }

  private async lockBookings(tx: Tx, pauseId: string): Promise<Booking[]> {
    const rows = await tx.query<{id: string}[]>(`SELECT DISTINCT booking_id AS id FROM visit WHERE pause_id = $1`, [
      pauseId,
    ]);
    return tx.find(Booking, {
      where: {id: In(rows.map((row) => row.id)), state: In(['accepted'])},
      order: {id: 'ASC'},
      lock: {mode: 'for_no_key_update'},
    });
  }
}

/** Planned until the money follows. Who of an enterprise was to come is at another visit by now, or not wanted: it is open. */
const GOES_ON = `
  UPDATE visit v SET state = 'accepted', lane = m.lane, planned = true, actual_pence = NULL,
    named_worker_id = CASE WHEN may_be_sent(v.booking_id, v.named_worker_id) AND NOT EXISTS (
      SELECT FROM visit o WHERE (o.named_worker_id = v.named_worker_id OR o.worker_id = v.named_worker_id)
        AND o.${TAKES_TIME_SQL} AND tstzrange(o.starts_at, o.ends_at) && tstzrange(v.starts_at, v.ends_at))
      AND (SELECT worker_may_visit(b.listing_id, v.named_worker_id, (v.starts_at AT TIME ZONE 'Europe/London')::date)
           FROM booking b WHERE b.id = v.booking_id)
      THEN v.named_worker_id END
  FROM unnest($1::uuid[], $2::smallint[]) AS m (id, lane) WHERE v.id = m.id`;
