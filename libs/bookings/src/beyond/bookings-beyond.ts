import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {QuietMembers, Standings} from '@app/register';

/** Visits to come of a booking on days on which the PA or provider is not listed, by what the register says now. */
export interface Beyond {
  bookingId: string;
  visitIds: string[];
  /** The day of the first of them. */
  fromDay: Day;
  /** Listed today: something lapses before that day. Otherwise not currently listed, and nobody is told why. */
  listedNow: boolean;
}

/** Whose bookings. */
export type Whose = {bookingId: string} | {holderId: string} | {listingIds: readonly string[]} | {memberId: string};

/**
 * Bookings beyond a lapse, a suspension, a termination, a condition overdue: asked of the register each time, so that
 * a renewal clears them by itself. It says nothing of why; and of somebody whom a concern took down nothing at all,
 * because that is the duty officer's to follow.
 */
@Injectable()
export class BookingsBeyond {
  constructor(
    private readonly standings: Standings,
    private readonly quiet: QuietMembers,
    private readonly clock: Clock,
  ) {}

  /** By the booking's id. */
  async of(tx: Tx, whose: Whose): Promise<Map<string, Beyond>> {
    const now = this.clock.now();
    const [where, value] = filterOf(whose);
    const visits = await tx.query<Row[]>(`${VISITS} AND ${where} ORDER BY v.starts_at, v.id LIMIT 2000`, [now, value]);
    const today = londonDay(now);
    const found = new Map<string, Beyond>();
    const members = [...new Set(visits.map((each) => each.memberId))];
    const quiet = await this.quiet.among(tx, members);
    for (const memberId of members.filter((each) => !quiet.has(each))) {
      const own = visits.filter((each) => each.memberId === memberId);
      const days = own.map((each) => londonDay(each.startsAt));
      const standing = await this.standings.on(tx, memberId, [today, ...days]);
      for (const {visitId, bookingId, startsAt} of own) {
        const day = londonDay(startsAt);
        if (standing.get(day)?.listed) continue;
        const listedNow = standing.get(today)?.listed ?? false;
        const beyond = found.get(bookingId) ?? {bookingId, visitIds: [], fromDay: day, listedNow};
        beyond.visitIds.push(visitId);
        found.set(bookingId, beyond);
      }
    }
    return found;
  }
}

interface Row {
  visitId: string;
  bookingId: string;
  startsAt: Date;
  memberId: string;
}

const VISITS = `
  SELECT v.id AS "visitId", b.id AS "bookingId", v.starts_at AS "startsAt", l.member_id AS "memberId"
  FROM visit v JOIN booking b ON b.id = v.booking_id JOIN listing l ON l.id = b.listing_id
  WHERE v.state IN ('requested', 'accepted') AND v.starts_at > $1`;

function filterOf(whose: Whose): [where: string, value: unknown] {
  if ('bookingId' in whose) return ['b.id = $2', whose.bookingId];
  if ('holderId' in whose) return ['b.holder_id = $2', whose.holderId];
  if ('memberId' in whose) return ['l.member_id = $2', whose.memberId];
  return ['b.listing_id = ANY($2::uuid[])', whose.listingIds];
}
