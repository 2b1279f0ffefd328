import {Injectable} from '@nestjs/common';
import {AuditTrail, by, newToken, tokenHash, type Principal} from '@app/identity';
import {addDays, Clock, forbidden, londonDay, startOfDay} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {DataSource, IsNull} from 'typeorm';
import {CalendarFeed} from './calendar-feed.entity.js';
import {ReadCalendar, type CalendarVisit} from './read-calendar.js';

/** How far back and ahead a calendar is told; bookings reach two years ahead at most. */
const DAYS_BACK = 92;
const DAYS_AHEAD = 2 * 366;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A calendar's own address for each person, which they open, see the use of, and end. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly calendar: ReadCalendar,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The one in use; null when there is none. Its address is not kept. */
  current(principal: Principal): Promise<Pick<CalendarFeed, 'createdAt' | 'lastReadAt'> | null> {
    return this.uow.run(principal.councilId, (tx) => tx.findOneBy(CalendarFeed, live(own(principal))));
  }

  /** A new one in place of the old, which is worth nothing from then on. */
  open(principal: Principal): Promise<string> {
    const personId = own(principal);
    const token = newToken();
    return this.uow.run(principal.councilId, async (tx) => {
      // Two at once come one after the other, and the later address is the one that works.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('calendar_feed ' || $1, 0))`, [personId]);
      await tx.update(CalendarFeed, live(personId), {endedAt: this.clock.now()});
      await tx.insert(CalendarFeed, {councilId: principal.councilId, personId, tokenHash: tokenHash(token)});
      await this.record(tx, principal, 'calendar.opened');
      return token;
    });
  }

  async end(principal: Principal): Promise<void> {
    const personId = own(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const {affected} = await tx.update(CalendarFeed, live(personId), {endedAt: this.clock.now()});
      if (affected) await this.record(tx, principal, 'calendar.ended');
    });
  }

  /** What a calendar is given for an address; null for one that is none, or has ended. */
  async read(token: string): Promise<CalendarVisit[] | null> {
    if (!TOKEN.test(token)) return null;
    const [feed] = await this.dataSource.query<{id: string; council_id: string; person_id: string}[]>(
      `SELECT * FROM calendar_feed_by_token($1)`,
      [tokenHash(token)],
    );
    if (!feed) return null;
    const now = this.clock.now();
    const day = (days: number) => startOfDay(addDays(londonDay(now), days));
    return this.uow.run(feed.council_id, async (tx) => {
      // Calendars ask every few minutes; that somebody does is worth a write an hour.
      await tx.query(
        `UPDATE calendar_feed SET last_read_at = $2
         WHERE id = $1 AND ended_at IS NULL AND (last_read_at IS NULL OR last_read_at < $2::timestamptz - interval '1 hour')`,
        [feed.id, now],
      );
      return this.calendar.ofPerson(tx, feed.person_id, day(-DAYS_BACK), day(DAYS_AHEAD));
    });
  }

  private record(tx: Tx, principal: Principal, action: string): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'person', id: principal.personId}});
  }
}

const live = (personId: string) => ({personId, endedAt: IsNull()});

/** Whoever has the address sees everything of a person's days, for as long as it stands: it is for them alone to give. */
function own({actingFor, personId}: Principal): string {
  if (actingFor) throw forbidden('A calendar’s address can be made only by the person themselves.');
  return personId;
}
