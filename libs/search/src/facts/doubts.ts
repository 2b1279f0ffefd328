import type {Day} from '@app/kernel';
import type {DataSource} from 'typeorm';
import {MOST_CHANGES, type LogRead, type TimesLog} from '../times/times-log.js';
import {prepared} from './prepared.js';

/** What the database knows of documents that are not what its tables say. */
export interface Known {
  /** The last change of the projection. */
  revision: number;
  /** The day that all documents are true of. */
  trueOn: Day | null;
  /** Listings that were changed and whose documents were not yet; null where there are too many to tell. */
  marked: ReadonlySet<string> | null;
}

interface Row extends LogRead {
  revision: number;
  trueOn: Day | null;
  marked: string[];
}

const MOST = 500;

const KNOWN = `
  SELECT revision, true_on AS "trueOn", ARRAY(SELECT listing_id FROM search_stale LIMIT ${MOST + 1}) AS marked,
         pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon,
         (SELECT json_agg(json_build_array(id, changed_in, subject_id)) FROM (
            SELECT id, changed_in, subject_id FROM search_times_changed
            WHERE changed_in >= $1 AND id <> ALL ($2::bigint[]) ORDER BY id LIMIT ${MOST_CHANGES}) c) AS changes
  FROM search_state`;

/** Asks for what is doubtful, once for all who ask at the same time. */
export class Doubts {
  private next: Promise<Known> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  /** @param log is told which times and rates have changed since it was last told */
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: TimesLog | null = null,
  ) {}

  /** As the database has it after this was called, never before: all that was committed by then is in it. */
  now(): Promise<Known> {
    this.next ??= this.after(this.last);
    return this.next;
  }

  private async after(last: Promise<unknown>): Promise<Known> {
    await last.catch(() => undefined);
    this.next = null; // whoever comes from now on is too late for this one
    const asked = this.read();
    this.last = asked;
    return asked;
  }

  private async read(): Promise<Known> {
    const [from, seen] = this.log?.asked ?? [null, []];
    const [row] = await prepared<Row>(this.dataSource, 'search_doubts', KNOWN, [from, seen]);
    if (!row) throw new Error('search_state is empty');
    if (this.log?.note(row)) return this.read();
    const {revision, trueOn, marked} = row;
    return {revision, trueOn, marked: marked.length > MOST ? null : new Set(marked)};
  }
}
