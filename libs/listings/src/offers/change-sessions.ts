import {Injectable} from '@nestjs/common';
import {addDays, addMonths, Clock, DomainError, isDay, londonDay, notFound, type Day} from '@app/kernel';
import type {Principal} from '@app/identity';
import {databaseError, UnitOfWork} from '@app/platform';
import {Checks, isLine, isWhole} from '../checks.js';
import {OwnListing} from '../owners/own-listing.js';
import {isClockTime, minuteOf, type ClockTime} from '../time/clock-time.js';
import {clockInstant, dayNumber} from '../time/london-days.js';
import {MOST_PLACES} from './check-offer.js';
import {offerOf} from './change-offers.js';

const MOST_WEEKS = 52;
const MONTHS_AHEAD = 24;
const UNIQUE_VIOLATION = '23505';

export interface NewSessions {
  firstOn: Day;
  from: ClockTime;
  /** After `from`, on the same day. */
  to: ClockTime;
  place: string;
  /** Once a week on that weekday, this many times. */
  times: number;
  /** Null: as many places as the offer says. */
  capacity: number | null;
}

/** When and where a group meets. */
@Injectable()
export class ChangeSessions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, VALIDATION_FAILED, NOT_A_GROUP, SESSION_EXISTS */
  async add(principal: Principal, listingId: string | null, offerId: string, sessions: NewSessions): Promise<void> {
    check(sessions, londonDay(this.clock.now()));
    const {councilId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        const {id} = await this.own.lock(tx, principal, listingId);
        const offer = await offerOf(tx, id, offerId);
        if (offer.kind !== 'group')
          throw new DomainError('refused', 'NOT_A_GROUP', 'Only a group has days of its own.');
        const days = Array.from({length: sessions.times}, (_, week) => addDays(sessions.firstOn, week * 7));
        const at = (day: Day, time: ClockTime) => new Date(clockInstant(dayNumber(day), minuteOf(time)));
        await tx.query(
          `INSERT INTO offer_session (council_id, offer_id, starts_at, ends_at, place, capacity)
           SELECT $1, $2, f, t, $5, $6 FROM unnest($3::timestamptz[], $4::timestamptz[]) AS s (f, t)`,
          [
            councilId,
            offerId,
            days.map((day) => at(day, sessions.from)),
            days.map((day) => at(day, sessions.to)),
            sessions.place.trim(),
            sessions.capacity ?? offer.capacity,
          ],
        );
        await this.own.changed(tx, principal, id, {
          action: 'listing.sessions_added',
          after: {offer: offerId, ...sessions},
        });
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'SESSION_EXISTS', 'This group meets at one of these times already.', {
        fields: [{field: 'first_on', message: 'This group meets at one of these times already.'}],
      });
    }
  }

  /** @throws NOT_FOUND */
  async cancel(principal: Principal, listingId: string | null, offerId: string, sessionId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      await offerOf(tx, id, offerId);
      const [rows] = await tx.query<[{id: string}[]]>(
        `UPDATE offer_session SET cancelled_at = $3 WHERE id = $1 AND offer_id = $2 AND cancelled_at IS NULL RETURNING id`,
        [sessionId, offerId, this.clock.now()],
      );
      if (rows.length === 0) throw notFound('session');
      await this.own.changed(tx, principal, id, {
        action: 'listing.session_cancelled',
        after: {offer: offerId, session: sessionId},
      });
    });
  }
}

function check({firstOn, from, to, place, times, capacity}: NewSessions, today: Day): void {
  const checks = new Checks();
  const day = isDay(firstOn) && firstOn >= today && firstOn <= addMonths(today, MONTHS_AHEAD);
  checks.that(day, 'first_on', 'Enter today or a later day, at most two years ahead.');
  checks.that(isClockTime(from), 'from', 'Enter a time on the clock, like 09:00.');
  checks.that(isClockTime(to), 'to', 'Enter a time on the clock, like 09:00.');
  const turned = isClockTime(from) && isClockTime(to) && minuteOf(to) <= minuteOf(from);
  checks.that(!turned, 'to', 'The end must be after the start, on the same day.');
  checks.that(isLine(place, 200), 'place', 'Say where the group meets, in up to 200 characters.');
  checks.that(isWhole(times, 1, MOST_WEEKS), 'times', `Enter how many weeks: 1 to ${MOST_WEEKS}.`);
  const places = capacity === null || isWhole(capacity, 1, MOST_PLACES);
  checks.that(places, 'capacity', `Enter how many places there are: 1 to ${MOST_PLACES}.`);
  checks.done();
}
