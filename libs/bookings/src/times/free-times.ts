import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {addDays, invalid, londonDay, notFound, startOfDay, type TimeRange} from '@app/kernel';
import {PublicListings} from '@app/listings';
import {prepared, type Reader} from '@app/platform';
import {DataSource} from 'typeorm';

const LONGEST_SPAN_MS = 93 * 86_400_000;
const QUARTER_MS = 15 * 60_000;
const NEXT_DAYS = 28;

const FREE = `SELECT starts_at AS "startsAt", ends_at AS "endsAt" FROM public_listing_free_times($1, $2, $3)`;

type Row = TimeRange & {id: string};

/**
 * When somebody is free: their hours without the visits that take all their room, and without the way between them.
 * Public, so it names nobody. The database works it out where hours and visits are.
 */
@Injectable()
export class FreeTimes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly listings: PublicListings,
  ) {}

  /** @throws NOT_FOUND when the listing does not show to them, VALIDATION_FAILED for a span that is upside down or too long */
  async of(viewer: Principal | null, listingId: string, from: Date, to: Date): Promise<TimeRange[]> {
    requireSpan(from, to);
    if (!(await this.listings.profile(listingId, viewer))) throw notFound('listing');
    return this.shown(listingId, from, to);
  }

  /** Of a listing whose profile somebody has before them. */
  async shown(listingId: string, from: Date, to: Date, reader: Reader = this.dataSource): Promise<TimeRange[]> {
    requireSpan(from, to);
    return prepared<TimeRange[]>(reader, FREE, [[listingId], from, to]);
  }

  /**
   * The next few free times of each of a page of results, in one query: of four weeks, and long enough for a visit.
   * @param ids of listings that show to whoever asks
   */
  async next(ids: readonly string[], now: Date, most = 2): Promise<ReadonlyMap<string, TimeRange[]>> {
    const next = new Map<string, TimeRange[]>();
    if (ids.length === 0) return next;
    const from = nextQuarter(now);
    const rows = await this.dataSource.query<Row[]>(
      `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt" FROM public_next_free($1, $2, $3, $4)`,
      [ids, from, startOfDay(addDays(londonDay(now), NEXT_DAYS)), most],
    );
    for (const {id, startsAt, endsAt} of rows) next.set(id, [...(next.get(id) ?? []), {startsAt, endsAt}]);
    return next;
  }
}

/** From the next quarter of an hour, so that nobody is offered a time that has begun. */
export function nextQuarter(now: Date): Date {
  return new Date(Math.ceil(now.getTime() / QUARTER_MS) * QUARTER_MS);
}

function requireSpan(from: Date, to: Date): void {
  if (to <= from) throw invalid({field: 'to', message: 'The end must be after the start.'});
  if (to.getTime() - from.getTime() > LONGEST_SPAN_MS) {
    throw invalid({field: 'to', message: 'Ask for three months at most.'});
  }
}
