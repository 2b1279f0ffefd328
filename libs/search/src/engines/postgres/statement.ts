import {EARTH_RADIUS_METRES} from '@app/geography';
import {cellsAround} from '../../document/cells.js';
import {FACETS, type Facet, type SearchQuery, type Sort} from '../../query/search-query.js';
import {Parameters} from './parameters.js';
import type {TextQuery} from './text-query.js';

/** Where each facet's values stand in a document. */
const COLUMNS: Record<Facet, {column: string; many: boolean}> = {
  service: {column: 'services', many: true},
  need: {column: 'needs', many: true},
  language: {column: 'languages', many: true},
  gender: {column: 'gender', many: false},
  kind: {column: 'kind', many: false},
  accredited: {column: 'accredited::text', many: false},
  pays: {column: 'pays', many: true},
  drives: {column: 'drives::text', many: false},
  taking_on: {column: 'taking_on::text', many: false},
  where: {column: 'places', many: true},
};

const UNIT_RANK = `CASE WHEN rate_pence IS NULL THEN 2 WHEN rate_unit = 'hour' THEN 0 ELSE 1 END`;
const ORDER: Record<Sort, string> = {
  relevance: `lacking, (paid OR lacking > 0 OR coalesce(metres > travel_km * 1000, false)), later, tier, coalesce(metres > travel_km * 1000, false), metres, id`,
  distance: `metres, id`,
  price: `CASE WHEN priced THEN 0 ELSE ${UNIT_RANK} END, CASE WHEN priced THEN cost ELSE rate_pence END, metres, id`,
};

/** One statement for one question: those found once, then page, total and counts from them. */
export function searchStatement(query: SearchQuery, text: TextQuery | null): {sql: string; values: unknown[]} {
  const parameters = new Parameters();
  const chosen = FACETS.filter((facet) => query.chosen[facet]?.length);
  const passes = chosen.map((facet) => `${passing(facet, query, parameters)} AS ${facet}_passes`);
  const found = foundRows(query, text, parameters, passes);
  const all = chosen.map((facet) => `${facet}_passes`);
  const counts = [...FACETS.filter(isMany).map((facet) => countsOf(facet, all)), ...countsTogether(all)];
  // An array keeps the order that its rows come in, and its first rows are found without putting all in order.
  const sql = `WITH found AS MATERIALIZED (${found})
    SELECT array_to_json(ARRAY(SELECT json_build_object('id', id, 'metres', metres) FROM found ${where(all)}
             ORDER BY ${ORDER[query.sort]} LIMIT ${parameters.add(query.limit)} OFFSET ${parameters.add(query.offset)})) AS hits,
           (SELECT count(*)::integer FROM found ${where(all)}) AS total,
           (SELECT coalesce(json_agg(counted), '[]') FROM (${counts.join(' UNION ALL ')}) counted) AS counts`;
  return {sql, values: parameters.values};
}

export function candidatesStatement(query: SearchQuery, text: TextQuery | null): {sql: string; values: unknown[]} {
  const parameters = new Parameters();
  return {sql: `SELECT id FROM (${foundRows(query, text, parameters, [])}) found`, values: parameters.values};
}

/** Whom the words match in the cells around a place, those first who have them as they were typed: nothing else. */
export function matchesStatement(query: SearchQuery, text: TextQuery): {sql: string; values: unknown[]} {
  const parameters = new Parameters();
  const conditions = ['listed', `words @@ ${parameters.add(text.loose)}::tsquery`];
  const nearby = query.origin && cellsAround(query.origin, query.within);
  if (nearby && nearby.in !== 'anywhere')
    conditions.push(`${nearby.in} = ANY(${parameters.add(nearby.values)}::integer[])`);
  const typed = text.loose === text.exact ? 'true' : `words @@ ${parameters.add(text.exact)}::tsquery`;
  const sql = `SELECT string_agg(number::text, ',') FILTER (WHERE typed) AS typed,
                      string_agg(number::text, ',') FILTER (WHERE NOT typed) AS others
    FROM (SELECT number, ${typed} AS typed FROM search_document WHERE ${conditions.join(' AND ')}) matching`;
  return {sql, values: parameters.values};
}

function foundRows(query: SearchQuery, text: TextQuery | null, parameters: Parameters, passes: string[]): string {
  const conditions = ['listed', `(listed_through IS NULL OR listed_through >= ${parameters.add(query.day)})`];
  conditions.push(`audience = ANY(${parameters.add([...query.audiences])}::text[])`);
  if (query.councilId) conditions.push(`council_id = ${parameters.add(query.councilId)}`);
  const nearby = query.origin && cellsAround(query.origin, query.within);
  if (nearby && nearby.in !== 'anywhere')
    conditions.push(`${nearby.in} = ANY(${parameters.add(nearby.values)}::integer[])`);
  if (query.maxRatePence !== null) conditions.push(`rate_pence <= ${parameters.add(query.maxRatePence)}`);
  if (query.only) conditions.push(`id = ANY(${parameters.add([...query.only])}::uuid[])`);
  if (query.without.size) conditions.push(`id <> ALL(${parameters.add([...query.without])}::uuid[])`);
  if (text) conditions.push(`words @@ ${parameters.add(text.loose)}::tsquery`);
  const tier =
    text && text.loose !== text.exact ? `(NOT words @@ ${parameters.add(text.exact)}::tsquery)::integer` : '0';
  const lacking = query.sort === 'relevance' ? lackingOf(query, parameters) : '0';
  const forSale = query.sort === 'relevance' && query.meant.length > 0 ? `kind <> 'community'` : 'true';
  const later = query.later.size ? `(id = ANY(${parameters.add([...query.later])}::uuid[]))::integer` : '0';
  const priced = costsOf(query, parameters);
  const metres = query.origin ? metresFrom(query.origin, parameters) : 'NULL::integer';
  const columns = [
    'id',
    'travel_km',
    'rate_pence',
    'rate_unit',
    'services',
    'needs',
    'languages',
    'gender',
    'kind',
    'accredited',
    'pays',
    'drives',
    'taking_on',
    'places',
  ];
  const rows = `SELECT ${[...columns, ...passes].join(', ')}, ${tier} AS tier, ${lacking} AS lacking, ${forSale} AS paid, ${later} AS later, ${priced.columns}, ${metres} AS metres
    FROM search_document ${priced.join} WHERE ${conditions.join(' AND ')}`;
  return query.origin
    ? `SELECT * FROM (${rows} OFFSET 0) around WHERE metres <= ${parameters.add(query.within)}${query.reached ? ' AND metres <= travel_km * 1000' : ''}`
    : rows;
}

/** The same haversine as `distanceMetres`, to the metre. */
function metresFrom({latitude, longitude}: {latitude: number; longitude: number}, parameters: Parameters): string {
  const [north, east] = [parameters.add(latitude), parameters.add(longitude)].map(
    (each) => `${each}::double precision`,
  );
  return `floor(2 * ${EARTH_RADIUS_METRES} * asin(least(1, sqrt(power(sin(radians(latitude - ${north}) / 2), 2)
    + cos(radians(${north})) * cos(radians(latitude)) * power(sin(radians(longitude - ${east}) / 2), 2)))) + 0.5)::integer`;
}

/** What was asked costs so much with each, and is unknown of the others. */
function costsOf({costs}: SearchQuery, parameters: Parameters): {columns: string; join: string} {
  if (!costs) return {columns: 'false AS priced, 0 AS cost', join: ''};
  const [ids, pence] = [parameters.add([...costs.keys()]), parameters.add([...costs.values()])];
  return {
    columns: 'true AS priced, cost',
    join: `LEFT JOIN unnest(${ids}::uuid[], ${pence}::bigint[]) AS given (priced_id, cost) ON priced_id = id`,
  };
}

/** Of how much that the words mean they have nothing. */
function lackingOf({meant}: SearchQuery, parameters: Parameters): string {
  const lists = meant.map((list) => {
    const values = FACETS.map((facet) => [facet, valuesIn(list, facet)] as const);
    const has = values.filter(([, each]) => each.length > 0).map(([facet, each]) => hasAny(facet, each, parameters));
    return has.length === 0 ? '1' : `(NOT (${has.join(' OR ')}))::integer`;
  });
  return lists.join(' + ') || '0';
}

const valuesIn = (list: readonly string[], facet: Facet) =>
  list.filter((fact) => fact.startsWith(`${facet}:`)).map((fact) => fact.slice(facet.length + 1));

function passing(facet: Facet, query: SearchQuery, parameters: Parameters): string {
  return hasAny(facet, query.chosen[facet] ?? [], parameters);
}

function hasAny(facet: Facet, wanted: readonly string[], parameters: Parameters): string {
  const {column, many} = COLUMNS[facet];
  const values = `${parameters.add([...wanted])}::text[]`;
  return many ? `${column} && ${values}` : `coalesce(${column} = ANY(${values}), false)`;
}

const isMany = (facet: Facet) => COLUMNS[facet].many;

/** Counts as if nothing of this facet were chosen. */
function countsOf(facet: Facet, passes: readonly string[]): string {
  const value = isMany(facet) ? `unnest(${COLUMNS[facet].column})` : COLUMNS[facet].column;
  return `SELECT '${facet}' AS facet, value, count(*)::integer AS count
    FROM (SELECT ${value} AS value FROM found ${where(others(facet, passes))}) each WHERE value IS NOT NULL GROUP BY value`;
}

/** Facets of one value each, of which nothing is chosen, are counted together: those that are alike in all of them are few. */
function countsTogether(passes: readonly string[]): string[] {
  const single = FACETS.filter((facet) => !isMany(facet));
  const together = single.filter((facet) => !passes.includes(`${facet}_passes`));
  const apart = single.filter((facet) => !together.includes(facet)).map((facet) => countsOf(facet, passes));
  if (together.length === 0) return apart;
  const columns = together.map((facet) => `${COLUMNS[facet].column} AS ${facet}_value`);
  const names = together.map((facet) => `${facet}_value`);
  return [
    ...apart,
    `SELECT facet, value, sum(alike)::integer AS count
     FROM (SELECT ${names.join()}, count(*) AS alike FROM (SELECT ${columns.join()} FROM found ${where(passes)}) each GROUP BY ${names.join()}) groups
     CROSS JOIN LATERAL (VALUES ${together.map((facet) => `('${facet}', ${facet}_value)`).join()}) AS each (facet, value)
     WHERE value IS NOT NULL GROUP BY facet, value`,
  ];
}

const others = (facet: Facet, passes: readonly string[]) => passes.filter((each) => each !== `${facet}_passes`);

const where = (conditions: readonly string[]) => (conditions.length ? `WHERE ${conditions.join(' AND ')}` : '');
