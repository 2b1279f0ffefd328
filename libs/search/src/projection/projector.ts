import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import {DataSource} from 'typeorm';
import {listingFacts} from '../facts/listing-facts.js';
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
    const total: Written = {added: 0, changed: 0, removed: 0};
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const written = await this.some(ids.slice(from, from + AT_ONCE));
      for (const key of ['added', 'changed', 'removed'] as const) total[key] += written[key];
    }
    return total;
  }

  /** Every listing that is live, and every one that the projection has. */
  async everything(
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<Written & {listed: number}> {
    const rows = await this.dataSource.query<{id: string}[]>(
      `SELECT id FROM live_listings() AS id UNION SELECT id FROM search_document WHERE listed ORDER BY id`,
    );
    const total: Written = {added: 0, changed: 0, removed: 0};
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const written = await this.some(rows.slice(from, from + AT_ONCE).map(({id}) => id));
      for (const key of ['added', 'changed', 'removed'] as const) total[key] += written[key];
      progress(Math.min(from + AT_ONCE, rows.length), rows.length);
    }
    const [count] = await this.dataSource.query<{listed: number}[]>(
      `SELECT count(*)::integer AS listed FROM search_document WHERE listed`,
    );
    return {...total, listed: count?.listed ?? 0};
  }

  /** Which listings some events are about: they name a listing, or a member of the register. */
  async listingsOf(subjectIds: readonly string[]): Promise<string[]> {
    const rows = await this.dataSource.query<{id: string}[]>(`SELECT id FROM listings_of($1) AS id`, [subjectIds]);
    return rows.map(({id}) => id);
  }

  private some(ids: readonly string[]): Promise<Written> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT FROM search_state FOR UPDATE`);
      const day = londonDay(this.clock.now());
      const facts = await listingFacts(tx, ids, day);
      return writeDocuments(
        tx,
        ids,
        facts.map((each) => documentOf(each, day)),
      );
    });
  }
}
