import {createHmac, randomBytes} from 'node:crypto';
import {Injectable, Logger} from '@nestjs/common';
import type {Found} from '@app/geography';
import type {Principal} from '@app/identity';
import type {Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {cellsAround} from '../document/cells.js';
import type {Missed} from './what-was-missed.js';

const MOST = 10_000;
/** Looked for in the cells of the map near the place, then in its areas: never through the whole register. */
const NEAR_METRES = [8_000, 100_000];

/** Counts what nobody was found for, once for a person and day; who asked is not kept. */
@Injectable()
export class NoteMissed {
  private readonly log = new Logger(NoteMissed.name);
  /** What this process has counted today: who asks again need not wait for the database to say so. */
  private readonly counted = new Set<string>();
  private countedOn: Day | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * A search is answered whether this can be written or not.
   * @param asker what tells one from another today, for who is not signed in; null is not counted, whoever it is for
   */
  async run(
    principal: Principal | null,
    asker: string | null,
    missed: Missed,
    origin: Found | null,
    day: Day,
  ): Promise<void> {
    const who = asker && (principal?.personId ?? asker);
    if (!who || this.known(day, `${who} ${JSON.stringify(missed)}`)) return;
    try {
      const councilId = principal?.councilId ?? (origin && (await this.nearest(origin)));
      if (!councilId) return;
      await this.uow.run(councilId, async (tx) => {
        if (await firstToday(tx, day, `${who} ${JSON.stringify(missed)}`)) await count(tx, councilId, missed);
      });
    } catch (error) {
      this.log.warn(`a search that found nobody could not be counted: ${String(error)}`);
    }
  }

  private known(day: Day, what: string): boolean {
    if (day !== this.countedOn || this.counted.size >= MOST) this.counted.clear();
    this.countedOn = day;
    const known = this.counted.has(what);
    this.counted.add(what);
    return known;
  }

  /** Whose area it is in, as far as listings near it can tell; farther away nobody's is. */
  private async nearest(origin: Found): Promise<string | null> {
    for (const within of NEAR_METRES) {
      const around = cellsAround(origin, within);
      if (around.in === 'anywhere') continue;
      const [row] = await this.dataSource.query<{councilId: string}[]>(
        `SELECT council_id AS "councilId" FROM search_document WHERE listed AND ${around.in} = ANY ($3)
         ORDER BY power(latitude - $1, 2) + power((longitude - $2) * 0.6, 2) LIMIT 1`,
        [origin.latitude, origin.longitude, around.values],
      );
      if (row) return row.councilId;
    }
    return null;
  }
}

async function firstToday(tx: Tx, day: Day, what: string): Promise<boolean> {
  await tx.query(`DELETE FROM search_missed_once WHERE day < $1`, [day]);
  await tx.query(`DELETE FROM search_missed_salt WHERE day < $1`, [day]);
  await tx.query(`INSERT INTO search_missed_salt (day, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
    day,
    randomBytes(32),
  ]);
  const [row] = await tx.query<{salt: Buffer}[]>(`SELECT salt FROM search_missed_salt WHERE day = $1`, [day]);
  if (!row) return false;
  const mark = createHmac('sha256', row.salt).update(what).digest();
  const made = await tx.query<unknown[]>(
    `INSERT INTO search_missed_once (mark, day) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING day`,
    [mark, day],
  );
  return made.length > 0;
}

async function count(tx: Tx, councilId: string, {month, outcode, service, need, timeBand}: Missed): Promise<void> {
  await tx.query(
    `INSERT INTO search_missed AS m (council_id, month, outcode, service, need, time_band)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (council_id, month, outcode, service, need, time_band) DO UPDATE SET count = m.count + 1`,
    [councilId, month, outcode, service, need, timeBand],
  );
}
