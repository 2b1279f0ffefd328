import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import {DataSource} from 'typeorm';
import {listingFacts} from '../facts/listing-facts.js';
import {WORDS_VERSION} from '../words/document-words.js';
import {documentOf} from './document-of.js';
import {writeDocuments, type Written} from './write-documents.js';

const AT_ONCE = 1_000;

/**
 * Writes listings into the projection as they are now. It reads after it has the lock, so what is written later was
 * read later: an event that comes late or twice does no harm.
 */
@Injectable()
export class Projector {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async project(ids: readonly string[]): Promise<Written> {
    return this.inParts(
      ids,
      () => this.today(),
      () => undefined,
    );
  }

  /** Every listing that is live, and every one that the projection has: afterwards all of it is true of today. */
  async everything(
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<Written & {listed: number}> {
    const day = this.today();
    const rows = await this.dataSource.query<{id: string}[]>(
      `SELECT id FROM live_listings() AS id UNION SELECT id FROM search_document WHERE listed ORDER BY id`,
    );
    const written = await this.inParts(
      rows.map(({id}) => id),
      () => day,
      progress,
    );
    await this.dataSource.query(`UPDATE search_state SET words_version = $1, true_on = $2`, [WORDS_VERSION, day]);
    const [count] = await this.dataSource.query<{listed: number}[]>(
      `SELECT count(*)::integer AS listed FROM search_document WHERE listed`,
    );
    return {...written, listed: count?.listed ?? 0};
  }

  /** Whether `everything` is due: never done, done for another day, or with another way of making words. */
  async isOutOfDate(): Promise<boolean> {
    const [state] = await this.dataSource.query<{version: number; trueOn: Day | null}[]>(
      `SELECT words_version AS version, true_on AS "trueOn" FROM search_state`,
    );
    return state?.version !== WORDS_VERSION || state.trueOn !== this.today();
  }

  /** Those that bear a mark, some of them at a time. @returns how many */
  async marked(): Promise<number> {
    const rows = await this.dataSource.query<{id: string}[]>(
      `SELECT DISTINCT listing_id AS id FROM (SELECT listing_id FROM search_stale ORDER BY id LIMIT ${AT_ONCE}) first`,
    );
    if (rows.length > 0) await this.project(rows.map(({id}) => id));
    return rows.length;
  }

  /** Which listings some events are about: they name a listing, or a member of the register. */
  async listingsOf(subjectIds: readonly string[]): Promise<string[]> {
    const rows = await this.dataSource.query<{id: string}[]>(`SELECT id FROM listings_of($1) AS id`, [subjectIds]);
    return rows.map(({id}) => id);
  }

  private async inParts(
    ids: readonly string[],
    on: () => Day,
    progress: (done: number, of: number) => void,
  ): Promise<Written> {
    const total: Written = {added: 0, changed: 0, removed: 0};
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const written = await this.some(ids.slice(from, from + AT_ONCE), on);
      for (const key of ['added', 'changed', 'removed'] as const) total[key] += written[key];
      progress(Math.min(from + AT_ONCE, ids.length), ids.length);
    }
    return total;
  }

  private today(): Day {
    return londonDay(this.clock.now());
  }

  private some(ids: readonly string[], on: () => Day): Promise<Written> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT FROM search_state FOR UPDATE`);
      const day = on(); // with the lock: a day that began while it waited counts
      await tx.query(`DELETE FROM search_stale WHERE listing_id = ANY ($1)`, [ids]);
      const facts = await listingFacts(tx, ids, day); // after the marks went: what is marked from now on is read next time
      const documents = facts.map((each) => documentOf(each, day));
      return writeDocuments(tx, ids, documents);
    });
  }
}
