import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {listingFacts} from '../facts/listing-facts.js';
import {Thesauri} from '../terms/thesauri.js';
import {WORDS_VERSION} from '../words/document-words.js';
import type {Differences} from './differences.js';
import {documentOf} from './document-of.js';
import {readAhead, writeRead} from './read-ahead.js';
import {writeDocuments, type Written} from './write-documents.js';

const AT_ONCE = 1_000;
const LANES = 3;

export type Progress = (done: number, of: number) => void;

/** What a look through everything found and wrote. */
export interface Projected {
  /** Listings that anybody can find. */
  listed: number;
  added: number;
  changed: number;
  removed: number;
  /** Of these the ones that bore no mark: nobody would have put them right. */
  unmarked: Differences;
}

/**
 * Writes listings into the projection as they are now. Whom somebody changed it reads after it has the lock, so what is
 * written later was read later: an event that comes late or twice does no harm. Everything is read ahead of the lock,
 * and not written where it is newer by then.
 */
@Injectable()
export class Projector {
  /** Of the last reading: mostly they still say the same. */
  private thesauri: Thesauri | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async project(ids: readonly string[]): Promise<void> {
    await this.inParts(ids);
  }

  /** Every listing that is live, and every one that the projection has: afterwards all of it is true of today. */
  async everything(progress?: Progress): Promise<Projected> {
    const day = this.today();
    const rows = await this.dataSource.query<{id: string}[]>(
      `SELECT id FROM live_listings() AS id UNION SELECT id FROM live_community() AS id
       UNION SELECT id FROM search_document WHERE listed ORDER BY id`,
    );
    const written = await this.ahead(
      rows.map(({id}) => id),
      progress,
    );
    // Where midnight came meanwhile it is true of neither day, and due again.
    await this.dataSource.query(`UPDATE search_state SET words_version = $1, true_on = $2`, [
      WORDS_VERSION,
      this.today() === day ? day : null,
    ]);
    const [count] = await this.dataSource.query<{listed: number}[]>(
      `SELECT count(*)::integer AS listed FROM search_document WHERE listed`,
    );
    return {...written, listed: count?.listed ?? 0};
  }

  /** The day for which `everything` is due: never done, done for another, or with another way of making words. */
  async due(): Promise<Day | null> {
    const [state] = await this.dataSource.query<{version: number; trueOn: Day | null}[]>(
      `SELECT words_version AS version, true_on AS "trueOn" FROM search_state`,
    );
    const today = this.today();
    return state?.version === WORDS_VERSION && state.trueOn === today ? null : today;
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

  /** Some are read while others are written; what changed in between is read once more, with nobody writing. */
  private async ahead(ids: readonly string[], progress?: Progress): Promise<Tally> {
    const total = nothing();
    const parts = partsOf(ids);
    const late: string[] = [];
    let done = 0;
    const lane = async () => {
      for (let part = parts.shift(); part; part = parts.shift()) {
        const {
          written,
          marked,
          late: these,
        } = await writeRead(this.dataSource, await readAhead(this.dataSource, part, this.today()));
        add(total, written, marked);
        late.push(...these);
        progress?.((done += part.length), ids.length);
      }
    };
    await Promise.all(Array.from({length: LANES}, lane));
    await this.inParts(late, total);
    return total;
  }

  private async inParts(ids: readonly string[], total = nothing()): Promise<void> {
    for (const part of partsOf(ids)) {
      const {written, marked} = await this.some(part);
      add(total, written, marked);
    }
  }

  private some(ids: readonly string[]): Promise<{written: Written; marked: Set<string>}> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT FROM search_state FOR UPDATE`);
      const day = this.today(); // with the lock: a day that began while it waited counts
      const [taken] = await tx.query<[Marked[], number]>(
        `DELETE FROM search_stale WHERE listing_id = ANY ($1) RETURNING listing_id AS id`,
        [ids],
      );
      const facts = await listingFacts(tx, ids, day); // after the marks went: what is marked from now on is read next time
      const thesauri = (this.thesauri = await Thesauri.on(tx, day, this.thesauri));
      const written = await writeDocuments(
        tx,
        ids,
        facts.map((each) => documentOf(each, day, thesauri.of(each.councilId))),
      );
      return {written, marked: new Set([...taken, ...(await marksOn(tx, Object.values(written).flat()))].map(idOf))};
    });
  }

  private today(): Day {
    return londonDay(this.clock.now());
  }
}

/** What was written, all parts together. */
type Tally = Omit<Projected, 'listed'>;

const nothing = (): Tally => ({added: 0, changed: 0, removed: 0, unmarked: {missing: 0, different: 0, extra: 0}});

function add(total: Tally, {added, changed, removed}: Written, marked: ReadonlySet<string>): void {
  const bare = (of: readonly string[]) => of.filter((id) => !marked.has(id)).length;
  total.added += added.length;
  total.changed += changed.length;
  total.removed += removed.length;
  total.unmarked.missing += bare(added);
  total.unmarked.different += bare(changed);
  total.unmarked.extra += bare(removed);
}

function partsOf(ids: readonly string[]): string[][] {
  return Array.from({length: Math.ceil(ids.length / AT_ONCE)}, (_, part) =>
    ids.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
}

interface Marked {
  id: string;
}

const idOf = ({id}: Marked) => id;

/** What was changed and marked since the marks were taken is in the facts too, perhaps. */
function marksOn(tx: Tx, ids: readonly string[]): Promise<Marked[]> {
  return tx.query<Marked[]>(`SELECT listing_id AS id FROM search_stale WHERE listing_id = ANY ($1)`, [ids]);
}
