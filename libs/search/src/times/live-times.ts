import {addDays, londonDay} from '@app/kernel';
import type {DataSource} from 'typeorm';
import {readBands} from '../pattern/prices.js';
import {TimesLog} from './times-log.js';
import type {TimesRow} from './times-row.js';
import {Times} from './times.js';

const AT_ONCE = 5_000;
/** Bands that begin later than this are not needed before the process has been started again. */
const BANDS_AHEAD_DAYS = 1_100;

const ROWS = `
  SELECT d.number, t.id, t.council_id AS "councilId", t.capacity, t.ways_of_paying AS "waysOfPaying", t.hours, t.busy, t.rates
  FROM public_listing_times($1, $2) t JOIN search_document d ON d.id = t.id`;

const HORIZON = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon`;

/**
 * The times and rates of every listing in this process, as the database had them at a moment that whoever asks chooses:
 * after `caughtUp` they hold every change that the log had been told of before.
 */
export class LiveTimes {
  readonly times = new Times();
  readonly log = new TimesLog();
  /** Reads follow one another, so that what was read later is taken in later. */
  private last: Promise<unknown> = Promise.resolve();
  private applied = 0;

  /** @param seatOf where in memory a listing of this number stands */
  constructor(
    private readonly dataSource: DataSource,
    private readonly seatOf: (number: number) => number = (number) => number,
  ) {}

  /** From now on the log tells of every change; what was read before may lack some. */
  async begin(): Promise<void> {
    const [row] = await this.dataSource.query<[{horizon: number}]>(HORIZON);
    this.log.begin(row.horizon);
    this.applied = this.log.noted;
    await this.inTurn(() => this.readBands());
  }

  /** Reads those of some listings. */
  async load(ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      await this.inTurn(() => this.read(ids.slice(from, from + AT_ONCE)));
    }
  }

  /** Takes in all that the log has noted until now. */
  async caughtUp(): Promise<void> {
    const wanted = this.log.noted;
    while (this.applied < wanted) await this.inTurn(() => this.apply());
  }

  private async apply(): Promise<void> {
    const {noted} = this.log;
    if (this.applied >= noted) return;
    const subjects = this.log.take();
    try {
      if (subjects.includes(null)) await this.readBands();
      await this.read(subjects.filter((subject) => subject !== null));
      this.applied = noted;
    } catch (error) {
      this.log.putBack(subjects);
      throw error;
    }
  }

  private async read(subjects: readonly string[]): Promise<void> {
    if (subjects.length === 0) return;
    const rows = await this.dataSource.query<TimesRow[]>(ROWS, [subjects, this.from()]);
    for (const row of rows) this.times.put(this.seatOf(row.number), row);
  }

  private async readBands(): Promise<void> {
    const from = this.from();
    this.times.bands = await readBands(this.dataSource, from, addDays(from, BANDS_AHEAD_DAYS));
  }

  /** What was over yesterday is not asked for, whichever of two days it is just now. */
  private from(): string {
    return addDays(londonDay(new Date()), -1);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.last.catch(() => undefined).then(work);
    this.last = done;
    return done;
  }
}
