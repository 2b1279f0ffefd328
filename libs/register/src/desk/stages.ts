import type {Day} from '@app/kernel';
import {prepared, type Tx} from '@app/platform';

/** Where an application waits for the council. */
export const STAGES = ['submitted', 'in_checks', 'ready'] as const;
export type Stage = (typeof STAGES)[number];

export type StageTargets = ReadonlyMap<string, number>;

/** The days that the council aims at for each stage, in force on a day: its own, or what every council starts with. */
export async function targetsOn(tx: Tx, day: Day): Promise<StageTargets> {
  const rows = await prepared<{stage: Stage; days: number}[]>(
    tx,
    `SELECT DISTINCT ON (stage) stage, days FROM stage_target WHERE starts_on <= $1
     ORDER BY stage, council_id NULLS LAST, starts_on DESC`,
    [day],
  );
  return new Map(rows.map(({stage, days}) => [stage, days]));
}
