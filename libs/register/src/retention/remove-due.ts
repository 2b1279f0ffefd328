import {Injectable, Logger} from '@nestjs/common';
import {Councils} from '@app/identity';
import {JobRunner, Jobs, UnitOfWork} from '@app/platform';
import {REMOVE_FILE} from '../files/scan-file.js';
import type {RetentionCategory} from './retention-categories.js';

/** After the day has begun everywhere in the country, before anybody works. */
const NIGHTLY = '40 2 * * *';

export interface Removed {
  category: RetentionCategory;
  removed: number;
}

/**
 * Each night, council by council: removes what the rules say is due, in a transaction with the evidence that it did. The
 * database decides what is due, by its own day, and keeps what is held.
 */
@Injectable()
export class RemoveDue {
  private readonly log = new Logger(RemoveDue.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly councils: Councils,
    private readonly jobs: Jobs,
    runner: JobRunner,
  ) {
    runner.register({task: 'retention.remove', cron: NIGHTLY, run: async () => void (await this.run())});
  }

  /** Twice in a night removes nothing more. One council's fault does not keep another's. */
  async run(): Promise<Map<string, Removed[]>> {
    const all = new Map<string, Removed[]>();
    const faults: unknown[] = [];
    for (const id of (await this.councils.names()).keys()) {
      await this.of(id)
        .then((removed) => all.set(id, removed))
        .catch((error: unknown) => faults.push(error));
    }
    const count = [...all.values()].flat().reduce((sum, each) => sum + each.removed, 0);
    if (count) this.log.log(`retention removed what ${count} records said`);
    if (faults.length) throw new Error(`retention failed for ${faults.length} councils`, {cause: faults[0]});
    return all;
  }

  private of(councilId: string): Promise<Removed[]> {
    return this.uow.run(councilId, async (tx) => {
      const removed = await tx.query<Removed[]>(`SELECT category, removed FROM retention_remove()`);
      // What a file holds lies outside the database: it goes after the commit, and is tried until it is gone.
      const files = await tx.query<{id: string}[]>(
        `SELECT unnest(record_ids) AS id FROM destruction_record WHERE category = 'evidence_file' AND removed_at = now()`,
      );
      for (const {id: fileId} of files) await this.jobs.add(tx, REMOVE_FILE, {councilId, fileId});
      return removed;
    });
  }
}
