import {Injectable} from '@nestjs/common';
import {invalid, notFound, overlaps, subtract, type TimeRange} from '@app/kernel';
import {Bookable, OpenHours, PublicListings} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import {TAKES_TIME_SQL} from '../visit/visit.state.js';

const LONGEST_SPAN_MS = 93 * 86_400_000;

/** When somebody is free: their open hours without the visits that take all their room. Public, so it names nobody. */
@Injectable()
export class FreeTimes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly listings: PublicListings,
    private readonly bookable: Bookable,
    private readonly hours: OpenHours,
  ) {}

  /** @throws NOT_FOUND when the listing is not public, VALIDATION_FAILED for a span that is upside down or too long */
  async of(listingId: string, from: Date, to: Date): Promise<TimeRange[]> {
    if (to <= from) throw invalid({field: 'to', message: 'The end must be after the start.'});
    if (to.getTime() - from.getTime() > LONGEST_SPAN_MS) {
      throw invalid({field: 'to', message: 'Ask for three months at most.'});
    }
    const profile = await this.listings.profile(listingId);
    if (!profile) throw notFound('listing');
    return this.uow.run(profile.councilId, async (tx) => {
      const listing = await this.bookable.read(tx, listingId);
      if (!listing) throw notFound('listing');
      const open = await this.hours.between(tx, listingId, from, to);
      return subtract(open, fullStretches(await taken(tx, listing.workerId, from, to), listing.capacity));
    });
  }
}

function taken(tx: Tx, workerId: string, from: Date, to: Date): Promise<TimeRange[]> {
  return tx.query<TimeRange[]>(
    `SELECT starts_at AS "startsAt", ends_at AS "endsAt" FROM visit
     WHERE worker_id = $1 AND ${TAKES_TIME_SQL} AND tstzrange(starts_at, ends_at) && tstzrange($2, $3) ORDER BY starts_at`,
    [workerId, from, to],
  );
}

/** Where as many visits overlap as there is room for. */
export function fullStretches(visits: readonly TimeRange[], capacity: number): TimeRange[] {
  if (capacity === 1) return [...visits];
  const edges = [...new Set(visits.flatMap((visit) => [visit.startsAt.getTime(), visit.endsAt.getTime()]))].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).flatMap((edge, index) => {
    const stretch = {startsAt: new Date(edge), endsAt: new Date(edges[index + 1] ?? edge)};
    return visits.filter((visit) => overlaps(visit, stretch)).length >= capacity ? [stretch] : [];
  });
}
