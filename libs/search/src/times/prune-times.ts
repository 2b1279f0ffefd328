import type {DataSource} from 'typeorm';
import {LONGEST_PAUSE_MS} from './times-log.js';

const EVERY_MS = 60_000;
/** Longer than anybody may pause who reads the notes. */
const KEPT_MS = 2 * LONGEST_PAUSE_MS;

/**
 * Takes away the notes of changes that every process has read. How old a note is does not tell when it was committed,
 * so what goes is what was committed when this last looked long enough ago.
 */
export class PruneTimes {
  /** The oldest transaction that was open at some moments. */
  private readonly looked: {at: number; horizon: number}[] = [];
  private next = 0;

  constructor(private readonly dataSource: DataSource) {}

  async run(now = Date.now()): Promise<void> {
    if (now < this.next) return;
    this.next = now + EVERY_MS;
    const [row] = await this.dataSource.query<[{horizon: number}]>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon`,
    );
    this.looked.push({at: now, horizon: row.horizon});
    const old = this.looked.filter(({at}) => at <= now - KEPT_MS);
    const last = old.at(-1);
    if (!last) return;
    this.looked.splice(0, old.length - 1);
    await this.dataSource.query(`DELETE FROM search_times_changed WHERE changed_in < $1`, [last.horizon]);
  }
}
