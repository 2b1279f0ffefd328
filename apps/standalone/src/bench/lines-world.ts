import {OpenLine} from '@app/allocations';
import {addCouncil} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {INestApplicationContext} from '@nestjs/common';
import type {DataSource} from 'typeorm';
import type {BenchLine} from './bench.js';

export const LINES = 200;

/** Two hundred lines of one person, each with a period and much money. */
export interface LinesWorld {
  app: INestApplicationContext;
  councilId: string;
  staff: [string, string];
  /** The current period of each line. */
  periods: string[];
}

export async function linesWorld(app: INestApplicationContext, owner: DataSource): Promise<LinesWorld> {
  const today = londonDay(new Date());
  const contact = {email: 'help@bench.example', phone: '01632 960000', phoneHours: 'Always'};
  const councilId = await owner.transaction((tx) =>
    addCouncil(tx, {code: 'bench', name: 'Bench', area: 'Bench', ...contact}),
  );
  const person = async (name: string) => {
    const [row] = await owner.query<{id: string}[]>(
      `INSERT INTO person (council_id, name) VALUES ($1, $2) RETURNING id`,
      [...[councilId, name]],
    );
    return row?.id ?? '';
  };
  const holder = await person('Holder');
  const line = {
    deployment: 'direct_payment' as const,
    purpose: 'Support',
    weeklyPence: 25_000_000,
    contributionWeeklyPence: 0,
  };
  const days = {cycle: 'four_weekly' as const, cycleAnchor: today, startsOn: today, endsOn: null};
  await app.get(UnitOfWork).run(councilId, async (tx) => {
    for (let at = 0; at < LINES; at += 1) {
      await app.get(OpenLine).run(tx, {councilId}, holder, {...line, ...days}, addDays(today, 27));
    }
  });
  const periods = await owner.query<{id: string}[]>(`SELECT id FROM budget_period`);
  const staff: [string, string] = [await person('First'), await person('Second')];
  return {app, councilId, staff, periods: periods.map((row) => row.id)};
}

/** Something that is done once and takes so long. */
export function once(name: string, ms: number, size: number): BenchLine {
  const took = {rps: size / (ms / 1_000), p50_ms: ms, p95_ms: ms, p99_ms: ms};
  return {bench: 'allocations', case: name, size, connections: 1, ...took};
}
