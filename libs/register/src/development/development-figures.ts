import {addDays, invalid, isDay, startOfDay, type Day, type FieldError} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {DevelopmentReason} from './development.entity.js';
import type {DevelopmentState} from './development.state.js';

export interface FiguresPeriod {
  from: Day | null;
  to: Day | null;
}

/** Of the enterprises that asked within the period, up to today. */
export interface DevelopmentFigures extends FiguresPeriod {
  enquiries: number;
  /** How many were listed for the first time within the period, whenever they had asked. */
  newlyListed: number;
  /** How many are at each step today; what nobody has taken up is not among them. */
  now: {state: DevelopmentState; count: number}[];
  /** How many of these enquiries ever came so far. */
  reached: {state: 'talking' | 'developing' | 'ready' | 'listed'; count: number}[];
  /** Days from the enquiry to the listing, in the middle of those that came so far. */
  medianDays: number | null;
  peopleSupported: number;
  services: {code: string; count: number}[];
  areas: {outcode: string; count: number; listed: number; peopleSupported: number}[];
  /** How long they stayed at each step, of those that went on from it; `new` until somebody takes them up. */
  stays: {state: DevelopmentState | 'new'; count: number; medianDays: number}[];
  reasons: {reason: DevelopmentReason; count: number}[];
  sources: {source: string; count: number}[];
}

/** @throws VALIDATION_FAILED */
export function requirePeriod({from = null, to = null}: Partial<FiguresPeriod>): FiguresPeriod {
  const errors: FieldError[] = [];
  for (const [field, day] of Object.entries({from, to})) {
    if (day !== null && !isDay(day)) errors.push({field, message: 'Enter a real day.'});
  }
  if (errors.length === 0 && from !== null && to !== null && from > to) {
    errors.push({field: 'from', message: 'The first day is after the last.'});
  }
  if (errors.length > 0) throw invalid(errors);
  return {from, to};
}

export async function readFigures(tx: Tx, {from, to}: FiguresPeriod): Promise<DevelopmentFigures> {
  const bounds = [from && startOfDay(from), to && startOfDay(addDays(to, 1))];
  const [row] = await tx.query<Omit<DevelopmentFigures, 'from' | 'to'>[]>(FIGURES, bounds);
  return {from, to, ...(row as Omit<DevelopmentFigures, 'from' | 'to'>)};
}

const counts = (name: string, from: string) =>
  `(SELECT coalesce(json_agg(json_build_object('${name}', key, 'count', n) ORDER BY n DESC, key), '[]')
    FROM (SELECT key, count(*)::int AS n FROM (${from}) k (key) WHERE key IS NOT NULL GROUP BY key) c)`;

/** From one step to the next; before the first, from the enquiry until somebody took it up. */
const STAYS = `
  SELECT state, extract(epoch FROM until - since) / 86400 AS days FROM (
    SELECT to_state AS state, recorded_at AS since,
           lead(recorded_at) OVER (PARTITION BY development_id ORDER BY recorded_at, id) AS until
    FROM e WHERE kind = 'moved'
    UNION ALL
    SELECT 'new', received_at, begun_at FROM d) stay
  WHERE until IS NOT NULL AND until >= since`;

/** $1 and $2: from when, and before when, they asked. */
const FIGURES = `
  WITH q AS (SELECT id, source, received_at FROM enquiry
             WHERE wants <> 'pa' AND received_at >= coalesce($1::timestamptz, '-infinity') AND received_at < coalesce($2::timestamptz, 'infinity')),
       d AS (SELECT x.*, q.received_at FROM development x JOIN q ON q.id = x.enquiry_id),
       e AS (SELECT x.*, d.received_at FROM development_event x JOIN d ON d.id = x.development_id)
  SELECT (SELECT count(*)::int FROM q) AS enquiries,
         (SELECT count(*)::int FROM (
            SELECT FROM development_event WHERE kind = 'moved' AND to_state = 'listed' GROUP BY development_id
            HAVING min(recorded_at) >= coalesce($1::timestamptz, '-infinity') AND min(recorded_at) < coalesce($2::timestamptz, 'infinity')) listed) AS "newlyListed",
         ${counts('state', `SELECT state FROM d`)} AS now,
         ${counts(
           'state',
           `SELECT DISTINCT ON (development_id, to_state) to_state FROM e WHERE kind = 'moved' AND to_state IN ('talking', 'developing', 'ready', 'listed')`,
         )} AS reached,
         (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM (
            SELECT extract(epoch FROM min(recorded_at) - received_at) / 86400 AS days
            FROM e WHERE to_state = 'listed' GROUP BY development_id, received_at) took) AS "medianDays",
         (SELECT coalesce(sum(people_supported), 0)::int FROM d WHERE state IN ('listed', 'checking')) AS "peopleSupported",
         ${counts('code', `SELECT unnest(services) FROM d`)} AS services,
         (SELECT coalesce(json_agg(json_build_object('outcode', outcode, 'count', n, 'listed', listed, 'peopleSupported', people)
                   ORDER BY n DESC, outcode), '[]')
          FROM (SELECT outcode, count(*)::int AS n, count(*) FILTER (WHERE state IN ('listed', 'checking'))::int AS listed,
                       coalesce(sum(people_supported) FILTER (WHERE state IN ('listed', 'checking')), 0)::int AS people
                FROM d WHERE outcode IS NOT NULL GROUP BY outcode) a) AS areas,
         (SELECT coalesce(json_agg(json_build_object('state', state, 'count', n, 'medianDays', days)), '[]')
          FROM (SELECT state, count(*)::int AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS days
                FROM (${STAYS}) s GROUP BY state) each) AS stays,
         ${counts('reason', `SELECT reason FROM d`)} AS reasons,
         ${counts('source', `SELECT source FROM q`)} AS sources`;
