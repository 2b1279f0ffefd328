import type {DataSource} from 'typeorm';
import {until} from './until.js';

/**
 * Does several things at once, in this order at what they all want: the row is held until each of them waits for it, one
 * after the other. So a race has the outcome that is looked for, each time.
 * @param row SQL that locks it
 */
export async function inOrder<T>(
  superuser: DataSource,
  [row, ...values]: readonly [row: string, ...values: unknown[]],
  acts: readonly (() => PromiseLike<T>)[],
): Promise<T[]> {
  const runner = superuser.createQueryRunner();
  const answers: Promise<T>[] = [];
  try {
    await runner.startTransaction();
    await runner.query(row, values);
    for (const act of acts) {
      answers.push(Promise.resolve(act().then((answer) => answer)));
      await until(async () => (await waiting(superuser)) >= answers.length);
    }
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  return Promise.all(answers);
}

async function waiting(superuser: DataSource): Promise<number> {
  const [{count}] = await superuser.query<[{count: number}]>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return count;
}

/** Two acts at once, on something made anew for each order: the first before the second, then the other way round. */
export async function eitherWay<Made, Answer>(
  superuser: DataSource,
  make: () => Promise<Made>,
  row: (made: Made) => readonly [row: string, ...values: unknown[]],
  acts: (made: Made) => [() => PromiseLike<Answer>, () => PromiseLike<Answer>],
  then: (answers: [Answer, Answer], secondWasFirst: boolean, made: Made) => Promise<void> | void,
): Promise<void> {
  for (const turned of [false, true]) {
    const made = await make();
    const [one, two] = acts(made);
    const [first, second] = (await inOrder(superuser, row(made), turned ? [two, one] : [one, two])) as [Answer, Answer];
    await then(turned ? [second, first] : [first, second], turned, made);
  }
}
