import type {TimeRange} from '@app/kernel';
import type {DataSource} from 'typeorm';
import {prepared} from '../../facts/prepared.js';

/** How many of these visits each of some listings is free for, by hours and bookings as they are now. One query for all. */
export async function freeVisits(
  dataSource: DataSource,
  ids: readonly string[],
  visits: readonly TimeRange[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0 || visits.length === 0) return new Map();
  const rows = await prepared<{id: string; free: number}>(
    dataSource,
    'search_free_visits',
    `SELECT id, free FROM public_listing_free_visits($1::uuid[], $2::timestamptz[], $3::timestamptz[])`,
    [ids, visits.map(({startsAt}) => startsAt.toISOString()), visits.map(({endsAt}) => endsAt.toISOString())],
  );
  return new Map(rows.map(({id, free}) => [id, free]));
}
