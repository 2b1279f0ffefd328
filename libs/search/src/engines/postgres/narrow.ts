import type {Pence} from '@app/kernel';
import type {DataSource} from 'typeorm';
import {freeListings} from './free-listings.js';
import {freeVisits} from './free-visits.js';
import {daysOf, readBands, readPrices} from '../../pattern/prices.js';
import type {Timed} from '../../pattern/timed.js';
import {VisitCosts} from '../../pattern/visit-costs.js';
import type {SearchQuery} from '../../query/search-query.js';

/** A question about those alone whose times and prices answer it. */
export interface Narrowed extends Pick<SearchQuery, 'only' | 'later' | 'costs'> {
  /** How many of the visits each is free for. */
  free: ReadonlyMap<string, number>;
}

/** Asks the tables of all candidates when they are free, and where it decides what they ask. */
export async function narrow(
  dataSource: DataSource,
  candidates: readonly string[],
  {available, visits, least, byCost, mostPence}: Timed,
  {day}: SearchQuery,
): Promise<Narrowed> {
  let ids = candidates;
  if (available) ids = [...(await freeListings(dataSource, ids, available.startsAt, available.endsAt))];
  const free = await freeVisits(dataSource, ids, visits);
  ids = ids.filter((id) => (free.get(id) ?? 0) >= least);
  const decides = visits.length > 0 && (byCost || mostPence !== null);
  const costs = decides ? await totals(dataSource, ids, visits, daysOf(visits, day)) : null;
  if (costs && mostPence !== null) ids = ids.filter((id) => (costs.get(id) ?? Infinity) <= mostPence);
  const later = new Set(ids.filter((id) => (free.get(id) ?? 0) < visits.length));
  return {only: new Set(ids), later, costs: byCost ? costs : null, free};
}

async function totals(
  dataSource: DataSource,
  ids: readonly string[],
  visits: Timed['visits'],
  {from, to}: {from: string; to: string},
): Promise<Map<string, Pence>> {
  const [prices, bands] = await Promise.all([readPrices(dataSource, ids, from, to), readBands(dataSource, from, to)]);
  const costs = new VisitCosts(visits, bands);
  const all = [...prices].map(([id, asking]) => [id, costs.of(asking)] as const);
  return new Map(all.flatMap(([id, each]) => (each ? [[id, each.reduce((sum, pence) => sum + pence, 0)]] : [])));
}
