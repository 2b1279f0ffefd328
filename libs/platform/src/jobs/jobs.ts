import {Injectable} from '@nestjs/common';
import type {Tx} from '../database/unit-of-work.js';

/** Work to be done later or tried again: added in the caller's transaction, run by the worker after commit. */
@Injectable()
export class Jobs {
  /** @param key adding a job whose key is already waiting replaces it, so that it runs once */
  async add(
    tx: Tx,
    task: string,
    payload: Record<string, unknown>,
    options: {runAt?: Date; key?: string} = {},
  ): Promise<void> {
    await tx.query(`SELECT graphile_worker.add_job($1, $2::json, run_at => $3, job_key => $4)`, [
      task,
      JSON.stringify(payload),
      options.runAt ?? null,
      options.key ?? null,
    ]);
  }
}
