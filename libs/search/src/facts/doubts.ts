import type {Day} from '@app/kernel';
import type {DataSource} from 'typeorm';
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

const MOST = 500;

const KNOWN = `
  SELECT revision, true_on AS "trueOn", ARRAY(SELECT listing_id FROM search_stale LIMIT ${MOST + 1}) AS marked
  FROM search_state`;

/** Asks for what is doubtful, once for all who ask at the same time. */
export class Doubts {
  private next: Promise<Known> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

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
    const [row] = await prepared<Omit<Known, 'marked'> & {marked: string[]}>(
      this.dataSource,
      'search_doubts',
      KNOWN,
      [],
    );
    if (!row) throw new Error('search_state is empty');
    return {...row, marked: row.marked.length > MOST ? null : new Set(row.marked)};
  }
}
