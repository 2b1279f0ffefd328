import {addDays, type Day} from '@app/kernel';
import type {BandRule, DatedRate, WayOfPaying} from '@app/listings';
import type {DataSource} from 'typeorm';
import type {PlannedVisit} from './pattern.js';

export interface ListingPrices {
  id: string;
  councilId: string;
  waysOfPaying: readonly WayOfPaying[];
  rates: readonly DatedRate[];
}

interface BandRow extends BandRule {
  councilId: string;
}

/** What listings ask from a day to another, as the tables have it now. */
export async function readPrices(
  dataSource: DataSource,
  ids: readonly string[],
  from: Day,
  to: Day,
): Promise<ReadonlyMap<string, ListingPrices>> {
  if (ids.length === 0) return new Map();
  const rows = await dataSource.query<ListingPrices[]>(
    `SELECT id, council_id AS "councilId", ways_of_paying AS "waysOfPaying", rates
     FROM public_listing_prices($1, $2, $3)`,
    [ids, from, to],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which hours count as evening or weekend on some of these days, council by council. */
export async function readBands(
  dataSource: DataSource,
  from: Day,
  to: Day,
): Promise<ReadonlyMap<string, readonly BandRule[]>> {
  const rows = await dataSource.query<BandRow[]>(
    `SELECT council_id AS "councilId", band, weekdays, from_time AS from, to_time AS to, starts_on AS "startsOn",
            ends_on AS "endsOn" FROM public_rate_bands($1, $2)`,
    [from, to],
  );
  const byCouncil = new Map<string, BandRule[]>();
  for (const band of rows) byCouncil.set(band.councilId, [...(byCouncil.get(band.councilId) ?? []), band]);
  return byCouncil;
}

/** The days that prices are wanted of. */
export function daysOf(visits: readonly PlannedVisit[], today: Day): {from: Day; to: Day} {
  return {from: visits[0]?.day ?? today, to: addDays(visits.at(-1)?.day ?? today, 1)};
}
