import {AsyncLocalStorage} from 'node:async_hooks';
import {Injectable} from '@nestjs/common';
import {DataSource, EntityManager, QueryFailedError} from 'typeorm';
import {CouncilQueryRunner} from './council-query-runner.js';
import {prepareAnew} from './named-statements.js';
import {readAtOnce, type CouncilOf, type Reader} from './read-at-once.js';
import type {Answers} from './together.js';

/** A running transaction. Every writing facade takes it as its required first argument. */
export type Tx = EntityManager;

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
/** Of a statement that a connection keeps, after a migration beside it added to what it answers with. */
const ANSWERS_OTHERWISE = '0A000';
const ATTEMPTS = 5;

/** Whether what runs is inside a transaction. */
const working = new AsyncLocalStorage<true>();

/**
 * One transaction for one council. The council is set for the transaction only, and row-level security lets
 * nothing else be seen or written: forgetting it shows nothing rather than everything.
 */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs the work and commits; any error rolls back. The whole work is run again on a serialization failure,
   * a deadlock, or a kept statement that a migration has changed, so it must do nothing outside the transaction.
   * @param councilId null sees only what is public and what belongs to no council
   */
  run<T>(councilId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return triedAgain(() => this.once(councilId, work));
  }

  /**
   * Reads, in one way to the database and back, what needs nothing of each other's answers.
   * @param council null sees only what is public and what belongs to no council
   * @param ask asks everything before it waits for anything
   */
  read<const T extends readonly Promise<unknown>[]>(
    council: string | CouncilOf | null,
    ask: (reader: Reader) => T,
  ): Promise<Answers<T>> {
    return triedAgain(() => {
      requireNone();
      return readAtOnce(this.dataSource, council, ask);
    });
  }

  /**
   * The same while another transaction is held, as a lock is while slow work goes on beside it. For the few at a time
   * that run in the background: each takes a second connection.
   */
  apart<T>(councilId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return working.exit(() => this.run(councilId, work));
  }

  private once<T>(councilId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    requireNone();
    return working.run(true, () => this.begin(councilId, work));
  }

  private async begin<T>(councilId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!councilId) return this.dataSource.transaction(work);
    const runner = new CouncilQueryRunner(this.dataSource, councilId);
    try {
      return await runner.manager.transaction(work);
    } finally {
      await runner.release();
    }
  }
}

/** The PostgreSQL error behind a failed query: its SQLSTATE and the constraint it names. */
export function databaseError(error: unknown): {code?: string; constraint?: string; detail?: string} | null {
  if (!(error instanceof QueryFailedError)) return null;
  return error.driverError as {code?: string; constraint?: string; detail?: string};
}

async function triedAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isWorthAnotherTry(error)) throw error;
      if (databaseError(error)?.code === ANSWERS_OTHERWISE) prepareAnew();
      await pause(attempt);
    }
  }
}

/** It would wait for a second connection while it holds one: enough of them at once, and none comes back. */
function requireNone(): void {
  if (working.getStore()) throw new Error('a transaction was begun within another: hand on the one there is');
}

function isWorthAnotherTry(error: unknown): boolean {
  const code = databaseError(error)?.code;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED || code === ANSWERS_OTHERWISE;
}

/** Backs off for 5 to 80 ms, by chance, so that two that clashed do not clash again. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * Math.random()));
}
