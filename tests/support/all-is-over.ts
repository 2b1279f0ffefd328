import type {DataSource} from 'typeorm';
import {until} from './until.js';

/**
 * Waits until every transaction that is open now has ended: those of other files too, whose databases are on the same
 * server. For what is kept as long as anybody may still need it.
 */
export async function allIsOver(owner: DataSource): Promise<void> {
  const [{last}] = await owner.query<[{last: number}]>(`SELECT pg_current_xact_id()::text::bigint AS last`);
  await until(async () => {
    const [{oldest}] = await owner.query<[{oldest: number}]>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest`,
    );
    return oldest > last;
  });
}
