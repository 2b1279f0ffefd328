import {Injectable, Logger} from '@nestjs/common';
import {Councils} from '@app/identity';
import {JobRunner, SealedFiles, UnitOfWork} from '@app/platform';

/** When few are sending anything. */
const NIGHTLY = '10 3 * * *';
/** Long after every upload that began has ended, and its row has been written. */
const DAY_MS = 86_400_000;
const BATCH = 500;

/**
 * Each night: removes sealed bytes that nothing speaks of, which a process leaves that is killed between keeping a file
 * and writing its row, or before what was removed is gone. Whatever is younger than a day is left alone, and so is
 * whatever belongs to no council of this installation.
 */
@Injectable()
export class SweepFiles {
  private readonly log = new Logger(SweepFiles.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly councils: Councils,
    private readonly files: SealedFiles,
    runner: JobRunner,
  ) {
    runner.register({task: 'files.sweep', cron: NIGHTLY, run: async () => void (await this.run(new Date()))});
  }

  /** Twice in a night removes nothing more. @returns how many */
  async run(now: Date): Promise<number> {
    const known = await this.councils.names();
    let removed = 0;
    let batch: string[] = [];
    const sweep = async () => {
      removed += await this.sweep(batch);
      batch = [];
    };
    for await (const key of this.files.keptBefore(new Date(now.getTime() - DAY_MS))) {
      if (!known.has(councilOf(key))) continue;
      batch.push(key);
      if (batch.length === BATCH) await sweep();
    }
    await sweep();
    if (removed) this.log.log(`removed ${removed} files that nothing speaks of`);
    return removed;
  }

  private async sweep(keys: readonly string[]): Promise<number> {
    let removed = 0;
    for (const councilId of new Set(keys.map(councilOf))) {
      const own = keys.filter((key) => councilOf(key) === councilId);
      const kept = await this.uow.run(councilId, (tx) =>
        tx.query<{id: string}[]>(`SELECT id FROM kept_file WHERE id = ANY ($1)`, [own.map(fileOf)]),
      );
      const ids = new Set(kept.map(({id}) => id));
      for (const key of own.filter((each) => !ids.has(fileOf(each)))) {
        await this.files.remove(key);
        removed += 1;
      }
    }
    return removed;
  }
}

const councilOf = (key: string) => key.split('/', 1)[0] ?? '';
const fileOf = (key: string) => key.split('/')[1] ?? '';
