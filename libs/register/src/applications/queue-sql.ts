import {addDays, startOfDay, type Day} from '@app/kernel';
import {prepared, type Tx} from '@app/platform';
import {STAGES, type StageTargets} from '../desk/stages.js';
import {APPLICATION_STATES, QUEUE_STATES, type ApplicationState} from './application.state.js';

export interface QueueFilter {
  states: readonly ApplicationState[];
  /** The council's queue: also what was deferred to a day that has come. */
  queue: boolean;
  /** Only applications of these members; null for all. */
  own: readonly string[] | null;
  /** Null for nobody in particular, undefined for whoever it is. */
  assignedTo: string | null | undefined;
  late: boolean;
  today: Day;
  targets: StageTargets;
}

export interface StageCount {
  state: ApplicationState;
  count: number;
  late: number;
}

/** Everything that is asked of the queue is in its index: whatever is not written here has a plan of its own. */
function conditions(filter: QueueFilter): {where: string; values: unknown[]} {
  const values: unknown[] = [];
  const value = (each: unknown) => `$${values.push(each)}`;
  // Written out, so that the index is known to hold them.
  const asked = APPLICATION_STATES.filter((each) => filter.states.includes(each)).map((each) => `'${each}'`);
  const parts = filter.queue
    ? [IN_QUEUE, `(state <> 'deferred' OR deferred_until <= ${value(filter.today)}::date)`]
    : [asked.length > 0 ? `state IN (${asked.join(', ')})` : 'false'];
  if (filter.own) parts.push(`member_id = ANY (${value(filter.own)})`);
  if (filter.assignedTo === null) parts.push('assigned_to IS NULL');
  else if (filter.assignedTo !== undefined) parts.push(`assigned_to = ${value(filter.assignedTo)}`);
  if (filter.late) parts.push(`(${lateWhen(filter, value)})`);
  return {where: parts.join(' AND '), values};
}

/** The predicate of the index, to the letter. */
const IN_QUEUE = `state IN ('submitted', 'in_checks', 'ready', 'deferred')`;

/** Late is whoever came to a stage before the day that is as long ago as its target. */
function lateWhen({targets, today}: QueueFilter, value: (each: unknown) => string): string {
  const stages = STAGES.filter((each) => targets.has(each)).map(
    (each) => `state = '${each}' AND state_since < ${value(startOfDay(addDays(today, -(targets.get(each) ?? 0))))}`,
  );
  return stages.join(' OR ') || 'false';
}

/** How many there are, and, for the council, how many wait at each stage. */
export async function countsOf(tx: Tx, filter: QueueFilter): Promise<{total: number; stages: StageCount[]}> {
  const stages = filter.own ? [] : await stageCounts(tx, filter);
  if (isCounted(filter)) {
    const asked = stages.filter(({state}) => filter.queue || filter.states.includes(state));
    return {total: asked.reduce((sum, each) => sum + (filter.late ? each.late : each.count), 0), stages};
  }
  const {where, values} = conditions(filter);
  const [row] = await tx.query<{total: number}[]>(`SELECT count(*) AS total FROM application WHERE ${where}`, values);
  return {total: row?.total ?? 0, stages};
}

/** What all of it is asked for is the sum of its stages. */
function isCounted({own, assignedTo, queue, states}: QueueFilter): boolean {
  return own === null && assignedTo === undefined && (queue || states.every((each) => STAGE_NAMES.includes(each)));
}

const STAGE_NAMES: readonly string[] = STAGES;

/** What was counted last for a council, and of which snapshot: as long as nothing is committed, it is what would be counted. */
const counted = new Map<string, {of: string; stages: StageCount[]}>();

/** Twenty thousand take longer to count than the rest of the page to read, and most looks find them unchanged. */
async function stageCounts(tx: Tx, filter: QueueFilter): Promise<StageCount[]> {
  const [now] = await prepared<{council: string; snapshot: string}[]>(
    tx,
    `SELECT current_setting('app.council_id') AS council, pg_current_snapshot()::text AS snapshot`,
    [],
  );
  if (!now) return countStages(tx, filter);
  const of = `${now.snapshot} ${filter.today} ${JSON.stringify([...filter.targets])}`;
  const last = counted.get(now.council);
  if (last?.of === of) return last.stages;
  const stages = await countStages(tx, filter);
  // What was committed between the two is in the count, and is counted again by whoever looks next.
  counted.set(now.council, {of, stages});
  return stages;
}

/** Each waiting application is counted once, from the index on stages: in time, or late. */
async function countStages(tx: Tx, {targets, today}: QueueFilter): Promise<StageCount[]> {
  const values: unknown[] = [today];
  const both = (stage: string, since: string) =>
    `SELECT '${stage}' AS state, (SELECT count(*) ${waitingAt(stage)} AND state_since >= ${since}) AS "inTime",
            (SELECT count(*) ${waitingAt(stage)} AND state_since < ${since}) AS late`;
  const parts = STAGES.map((stage) => {
    const days = targets.get(stage);
    return both(stage, `$${values.push(days === undefined ? '-infinity' : startOfDay(addDays(today, -days)))}`);
  });
  const deferred = `SELECT 'deferred', count(*), 0 ${waitingAt('deferred')} AND deferred_until <= $1::date`;
  const rows = await prepared<(Pick<StageCount, 'state' | 'late'> & {inTime: number})[]>(
    tx,
    [...parts, deferred].join(' UNION ALL '),
    values,
  );
  return rows.map(({state, inTime, late}) => ({state, count: inTime + late, late})).filter(({count}) => count > 0);
}

const waitingAt = (stage: string) => `FROM application WHERE ${IN_QUEUE} AND state = '${stage}'`;

/** The ids of a page, the longest waiting first. */
export async function pageOf(tx: Tx, filter: QueueFilter, limit: number, offset: number): Promise<string[]> {
  const {where, values} = conditions(filter);
  // All that wait were submitted; the queue's index is in this order.
  const waits = filter.states.every((each) => QUEUE_STATES.includes(each));
  const waiting = waits ? 'submitted_at' : 'coalesce(submitted_at, opened_at)';
  // Planned each time: it depends on how far down the page is.
  const rows = await tx.query<{id: string}[]>(
    `SELECT id FROM application WHERE ${where} ORDER BY ${waiting}, id
     LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
    [...values, limit, offset],
  );
  return rows.map((row) => row.id);
}
