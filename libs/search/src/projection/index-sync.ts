import {randomBytes} from 'node:crypto';
import type {Tx} from '@app/platform';
import type {DataSource} from 'typeorm';
import {keyOf, RECIPE, type IndexedDocument} from '../engines/meilisearch/recipe.js';
import type {SearchIndexState} from '../document/search-document.entity.js';
import type {IndexAdmin} from './index-admin.js';
import {sampleIsRight} from './index-verify.js';

interface IndexRow {
  uid: string;
  state: SearchIndexState;
  revision: number;
  recipe: string;
}

interface Changed {
  number: number;
  listed: boolean;
  council: string;
  cell: string;
  area: string;
  words: string[];
  revision: number;
}

const AT_ONCE = 20_000;
/** So many are written in one step: the index that answers waits for its turn meanwhile. */
const PARTS = 3;
/** Beside the one that Meilisearch works on. */
const AHEAD = 1;
/** Readers elsewhere may ask an index a moment longer than it is the one that answers. */
const GRACE = `interval '5 seconds'`;

const CHANGED = `
  SELECT number, listed, council_id AS council, cell::text AS cell, area::text AS area,
         tsvector_to_array(words) AS words, words_revision AS revision
  FROM search_document WHERE words_revision > $1 AND (listed OR $1 > 0) ORDER BY words_revision LIMIT ${AT_ONCE}`;

/**
 * Keeps Meilisearch in step with the projection. Each index has its own mark in the database of how far it is written,
 * moved on only when Meilisearch has done the work: whatever was down, and for however long, it goes on from there.
 * Any process may do a step; a lock on the mark lets one at a time, so what is newer is never overwritten.
 */
export class IndexSync {
  constructor(
    private readonly dataSource: DataSource,
    private readonly admin: IndexAdmin,
  ) {}

  /**
   * Makes sure that an index is there or being built, writes what has changed to each, and lets one that has caught
   * up answer.
   * @param only this one, where others see to the rest
   * @returns whether there is more to do at once
   */
  async step(only: string | null = null): Promise<boolean> {
    await this.ensure();
    let more = false;
    for (const {uid} of await this.indexes()) {
      if (only === null || uid === only) more = (await this.advance(uid)) || more;
    }
    await this.dropRetired();
    return more;
  }

  /** Has another index built beside the one that answers, which it then replaces. @returns the one being built */
  async build(): Promise<string> {
    await this.dataSource.query(
      `INSERT INTO search_index (uid, state, recipe) VALUES ($1, 'building', $2) ON CONFLICT DO NOTHING`,
      [`listings_${randomBytes(6).toString('hex')}`, RECIPE],
    );
    const building = (await this.indexes()).find(({state}) => state === 'building');
    return building ? building.uid : this.build();
  }

  /** How far it is written, from 0 to 1; counting would take as long as writing. */
  async progress(uid: string): Promise<number> {
    const [row] = await this.dataSource.query<{share: number}[]>(
      `SELECT greatest(i.revision, 0)::double precision / greatest(s.revision, 1) AS share
       FROM search_index i CROSS JOIN search_state s WHERE uid = $1`,
      [uid],
    );
    return row?.share ?? 0;
  }

  /** Null once it is gone. */
  async stateOf(uid: string): Promise<SearchIndexState | null> {
    const [row] = await this.dataSource.query<{state: SearchIndexState}[]>(
      `SELECT state FROM search_index WHERE uid = $1`,
      [uid],
    );
    return row?.state ?? null;
  }

  /** The index that answers; null before there is one. */
  async current(): Promise<string | null> {
    return (await this.indexes()).find(({state}) => state === 'current')?.uid ?? null;
  }

  /**
   * Compares how many documents the index holds with how many it should; another is built where they differ.
   * @returns whether they agree, as far as can be told now
   */
  async count(): Promise<boolean> {
    const agrees = await this.dataSource.transaction(async (tx) => {
      const [index] = await lock(tx, `state = 'current'`);
      if (!index || (await lockedAndBehind(tx, index))) return true;
      return (await this.admin.count(index.uid)) === (await listed(tx));
    });
    if (!agrees) await this.build();
    return agrees;
  }

  private async ensure(): Promise<void> {
    for (const {uid, revision} of await this.indexes()) {
      // One whose files were lost would be made again by the first write, with neither settings nor the rest.
      if (revision >= 0 && !(await this.admin.exists(uid))) await this.retire(uid);
    }
    const left = await this.indexes();
    if (!left.some(({state, recipe}) => state === 'building' || recipe === RECIPE)) await this.build();
  }

  private advance(uid: string): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const [index] = await lock(tx, `uid = $1 AND state <> 'retired'`, uid);
      if (!index) return false;
      if (index.revision < 0) await this.admin.create(uid);
      const [state] = await tx.query<[{revision: number}]>(`SELECT revision FROM search_state`);
      const {last, more} = await this.writeFrom(tx, uid, Math.max(index.revision, 0));
      // Changes commit in order: with the last of them read it holds all that there was before.
      index.revision = more ? last : Math.max(last, state.revision);
      await tx.query(`UPDATE search_index SET revision = $2 WHERE uid = $1 AND revision <> $2`, [uid, index.revision]);
      if (more) return true;
      if (index.state === 'building') return !(await this.promote(tx, index));
      return false;
    });
  }

  /** Reads on while Meilisearch works on what it was given before: it is never without work, and never far behind. */
  private async writeFrom(tx: Tx, uid: string, from: number): Promise<{last: number; more: boolean}> {
    const waiting: number[][] = [];
    let [last, more] = [from, true];
    for (let part = 0; more && part < PARTS; part += 1) {
      const changed = await tx.query<Changed[]>(CHANGED, [last]);
      const put = changed.filter((each) => each.listed).map(indexed);
      const remove = changed.filter((each) => !each.listed).map(({number}) => number);
      waiting.push(await this.admin.begin(uid, put, remove));
      if (waiting.length > AHEAD) await this.admin.finished(waiting.shift() ?? []);
      last = changed.at(-1)?.revision ?? last;
      more = changed.length === AT_ONCE;
    }
    for (const tasks of waiting) await this.admin.finished(tasks);
    return {last, more};
  }

  /** If it has caught up and holds what it should, it answers from now on. */
  private async promote(tx: Tx, index: IndexRow): Promise<boolean> {
    if (await lockedAndBehind(tx, index)) return false;
    const [held, wanted] = [await this.admin.count(index.uid), await listed(tx)];
    if (held !== wanted) throw new Error(`the new index holds ${held} documents and should hold ${wanted}`);
    if (!(await sampleIsRight(tx, this.admin, index))) throw new Error('the new index does not say what it should');
    await tx.query(`UPDATE search_index SET state = 'retired', changed_at = now() WHERE state = 'current'`);
    await tx.query(`UPDATE search_index SET state = 'current', changed_at = now() WHERE uid = $1`, [index.uid]);
    return true;
  }

  private async dropRetired(): Promise<void> {
    const rows = await this.dataSource.query<{uid: string}[]>(
      `SELECT uid FROM search_index WHERE state = 'retired' AND changed_at < now() - ${GRACE}`,
    );
    for (const {uid} of rows) {
      await this.admin.drop(uid);
      await this.dataSource.query(`DELETE FROM search_index WHERE uid = $1 AND state = 'retired'`, [uid]);
    }
  }

  private async retire(uid: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE search_index SET state = 'retired', changed_at = now() WHERE uid = $1 AND state <> 'retired'`,
      [uid],
    );
  }

  private indexes(): Promise<IndexRow[]> {
    return this.dataSource.query<IndexRow[]>(
      `SELECT uid, state, revision, recipe FROM search_index WHERE state <> 'retired' ORDER BY created_at`,
    );
  }
}

/** Nobody else writes to the index until the transaction ends; none where somebody else does now. */
function lock(tx: Tx, condition: string, ...values: unknown[]): Promise<IndexRow[]> {
  return tx.query<IndexRow[]>(
    `SELECT uid, state, revision, recipe FROM search_index WHERE ${condition} FOR UPDATE SKIP LOCKED`,
    values,
  );
}

/** Holds the projection still until the transaction ends, and says whether the index has not all of it. */
async function lockedAndBehind(tx: Tx, {revision}: IndexRow): Promise<boolean> {
  await tx.query(`SELECT FROM search_state FOR UPDATE`);
  const [row] = await tx.query<{behind: boolean}[]>(
    `SELECT EXISTS (SELECT FROM search_document WHERE words_revision > $1) AS behind`,
    [revision],
  );
  return row?.behind ?? false;
}

async function listed(tx: Tx): Promise<number> {
  const [row] = await tx.query<{listed: number}[]>(
    `SELECT count(*)::integer AS listed FROM search_document WHERE listed`,
  );
  return row?.listed ?? 0;
}

const indexed = ({number, cell, area, council, words}: Changed): IndexedDocument => ({
  key: keyOf(number),
  cell,
  area,
  council,
  words,
});
