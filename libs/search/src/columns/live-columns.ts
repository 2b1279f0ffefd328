import {Logger} from '@nestjs/common';
import type {DataSource} from 'typeorm';
import type {ColumnRow} from './column-row.js';
import {Columns} from './columns.js';
import {IndexLag} from './index-lag.js';
import {Doubts} from '../facts/doubts.js';
import {LiveTimes} from '../times/live-times.js';
import {RememberedMatches} from './remembered-matches.js';

const LOOK_AGAIN_MS = 200;
const AT_ONCE = 5_000;
/** What the four hundred words that people are known to say take, in a register of any size, and as much again. */
const PLENTY = 32_000_000;
const EACH = 128;

const ROW = `
  SELECT number, id, listed, audience, council_id AS "councilId", listed_through AS "listedThrough", latitude, longitude,
         travel_km AS "travelKm", cell, rate_pence AS "ratePence", rate_unit AS "rateUnit", kind, gender, accredited,
         drives, taking_on AS "takingOn", array_to_string(pays, ',') AS pays, array_to_string(places, ',') AS places,
         array_to_string(services, ',') AS services, array_to_string(needs, ',') AS needs,
         array_to_string(languages, ',') AS languages, card::text AS card, revision, words_revision AS "wordsRevision"
  FROM search_document`;
const CHANGED = `${ROW} WHERE revision > $1 ORDER BY revision LIMIT ${AT_ONCE}`;
/** Place by place, so that those of one place have their seats beside each other. */
const LISTED = `${ROW} WHERE listed AND (cell, number) > ($1, $2) ORDER BY cell, number LIMIT ${AT_ONCE}`;

const STATE = `
  SELECT s.revision, i.uid, i.changed_at AS "changedAt", coalesce(i.revision, -1) AS holds,
         coalesce((SELECT max(words_revision) FROM search_document), 0) AS wanted
  FROM search_state s LEFT JOIN search_index i ON i.state = 'current'`;

interface State {
  revision: number;
  uid: string | null;
  changedAt: Date | null;
  holds: number;
  wanted: number;
}

/** What a process answers from, as long as it is there. */
export interface Remembering {
  columns: Columns;
  remembered: RememberedMatches;
  times: LiveTimes;
}

/** The same with the index that answers now. */
export interface Ready extends Remembering {
  uid: string;
}

/** The columns of this process, kept up with the projection: a change is in them a fifth of a second later. */
export class LiveColumns {
  private readonly log = new Logger(LiveColumns.name);
  private readonly columns = new Columns();
  private readonly lag = new IndexLag();
  private readonly remembered: RememberedMatches;
  private readonly times: LiveTimes;
  /** What the database says of all this at the moment of a question. */
  readonly known: Doubts;
  private doubts = 0;
  private loaded = false;
  private answered: string | null = null;
  private uid: string | null = null;
  private running: Promise<void> | null = null;
  private stopping = false;
  private wake: () => void = () => undefined;

  /**
   * @param remembers how many matches are kept at most; null for what a register of its size should do with
   * @param begun is told of each index of which nothing is remembered yet
   */
  constructor(
    private readonly dataSource: DataSource,
    remembers: number | null,
    private readonly begun: (ready: Ready) => void = () => undefined,
  ) {
    this.remembered = new RememberedMatches(() => remembers ?? Math.max(PLENTY, EACH * this.columns.size));
    this.times = new LiveTimes(dataSource, (number) => this.columns.seats.take(number));
    this.known = new Doubts(dataSource, this.times.log);
  }

  /** Null until everything was read once, and before the first index was built. */
  get ready(): Ready | null {
    const {remembering, uid} = this;
    return remembering && uid !== null ? {...remembering, uid} : null;
  }

  /** The same where nobody needs an index. */
  get remembering(): Remembering | null {
    const {columns, remembered, times} = this;
    return this.loaded ? {columns, remembered, times} : null;
  }

  /** The index that answers now; null before the first was built. */
  get index(): string | null {
    return this.uid;
  }

  /** Whether that index has lacked something of what was written for longer than it should. */
  get late(): boolean {
    return this.lag.isLate();
  }

  /** The index was away: whether it has what was written meanwhile is to be seen. */
  doubtIndex(): void {
    this.lag.doubt();
    this.doubts += 1;
  }

  start(): void {
    this.stopping = false;
    this.running ??= this.loop();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    this.running = null;
  }

  /** Reads what was written since. */
  async refresh(): Promise<void> {
    const {doubts} = this;
    if (!this.times.log.follows) await this.readTimes();
    const [state] = await this.dataSource.query<[State]>(STATE);
    this.uid = state.uid;
    if (doubts === this.doubts) this.lag.note(state.holds, state.wanted); // else it may have been read before
    if (!this.loaded) await this.readListed(state.revision);
    if (this.columns.revision < state.revision) await this.readChanged(state.revision);
    await this.known.now();
    await this.times.caughtUp();
    this.remembered.settle(state.holds);
    const index = `${state.uid} ${state.changedAt?.getTime()}`;
    const another = index !== this.answered;
    if (another) this.remembered.forgetAll();
    this.answered = index;
    this.loaded = true;
    if (another && this.ready) this.begun(this.ready);
  }

  /** At the start. What changes meanwhile is read with what has changed since that revision. */
  private async readListed(revision: number): Promise<void> {
    const read = (cell: number, number: number) => this.dataSource.query<ColumnRow[]>(LISTED, [cell, number]);
    for (let next = read(-1, -1); ;) {
      const rows = await next;
      const last = rows.at(-1);
      if (!last) break;
      next = read(last.cell, last.number);
      await this.takeAll(rows, next);
    }
    this.columns.revision = revision;
  }

  private async readChanged(until: number): Promise<void> {
    const read = (after: number) => this.dataSource.query<ColumnRow[]>(CHANGED, [after]);
    let next = read(this.columns.revision);
    while (this.columns.revision < until) {
      const rows = await next;
      const last = rows.at(-1)?.revision ?? until;
      if (last < until) next = read(last);
      await this.takeAll(rows, next);
      this.columns.revision = last;
    }
  }

  /** The next rows are read while times of these are. */
  private async takeAll(rows: readonly ColumnRow[], next: Promise<unknown>): Promise<void> {
    next.catch(() => undefined); // whoever awaits it hears of it
    for (const {number} of rows) this.columns.seats.take(number);
    await this.times.load(rows.filter(({listed}) => listed).map(({id}) => id));
    for (const row of rows) this.take(row);
  }

  /** At the start, and after a pause so long that changes may have been forgotten meanwhile: all of them. */
  private async readTimes(): Promise<void> {
    await this.times.begin();
    await this.times.load(this.columns.listed());
  }

  private take(row: ColumnRow): void {
    if (this.loaded && row.wordsRevision > this.columns.revision) {
      const before = this.columns.cellOf(this.columns.seats.take(row.number));
      this.remembered.change(row.cell, row.wordsRevision);
      if (before >= 0 && before !== row.cell) this.remembered.change(before, row.wordsRevision);
    }
    this.columns.put(row);
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      await this.refresh().catch((error: unknown) =>
        this.log.warn(`the projection could not be read: ${String(error)}`),
      );
      if (!this.stopping) await this.rest();
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_AGAIN_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
