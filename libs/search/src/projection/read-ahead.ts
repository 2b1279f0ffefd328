import type {Day} from '@app/kernel';
import type {DataSource} from 'typeorm';
import {listingFacts} from '../facts/listing-facts.js';
import {Thesauri} from '../terms/thesauri.js';
import {documentOf, type DocumentRow} from './document-of.js';
import {writeDocuments, type Written} from './write-documents.js';

/** Some listings as they were at a moment, and what was known of them before it. */
export interface ReadAhead {
  ids: readonly string[];
  documents: DocumentRow[];
  /** What words meant. */
  thesauri: Thesauri;
  /** How far the projection was written. */
  revision: number;
  /** The marks that had been set. */
  marks: {id: number; listingId: string}[];
}

const BEFORE = `
  SELECT revision, (SELECT coalesce(json_agg(json_build_object('id', id, 'listingId', listing_id)), '[]')
                    FROM search_stale WHERE listing_id = ANY ($1)) AS marks
  FROM search_state`;

/** Changed since it was read: marked by another change, or written by somebody who may have read later. */
const NEWER = `
  SELECT listing_id AS id FROM search_stale WHERE listing_id = ANY ($1) AND id <> ALL ($2::bigint[])
  UNION SELECT id FROM search_document WHERE id = ANY ($1) AND revision > $3`;

/** Reads while somebody else writes: most of making a projection is reading. */
export async function readAhead(
  dataSource: DataSource,
  ids: readonly string[],
  day: Day,
  thesauriBefore: Thesauri | null = null,
): Promise<ReadAhead> {
  const [before] = await dataSource.query<[Pick<ReadAhead, 'revision' | 'marks'>]>(BEFORE, [ids]);
  const facts = await listingFacts(dataSource, ids, day); // after the marks: what bore one is in it
  const thesauri = await Thesauri.on(dataSource, day, thesauriBefore);
  return {
    ...before,
    ids,
    thesauri,
    documents: facts.map((each) => documentOf(each, day, thesauri.of(each.councilId))),
  };
}

/**
 * Writes what was read, but of listings that are newer now than what was read of them: an older reading never undoes
 * a newer one.
 * @returns what was written, and whose reading came too late
 */
export function writeRead(
  dataSource: DataSource,
  {ids, documents, revision, marks}: ReadAhead,
): Promise<{written: Written; marked: Set<string>; late: string[]}> {
  return dataSource.transaction(async (tx) => {
    await tx.query(`SELECT FROM search_state FOR UPDATE`);
    const newer = await tx.query<{id: string}[]>(NEWER, [ids, marks.map(({id}) => id), revision]);
    const late = new Set(newer.map(({id}) => id));
    const sure = marks.filter(({listingId}) => !late.has(listingId));
    if (sure.length > 0) await tx.query(`DELETE FROM search_stale WHERE id = ANY ($1)`, [sure.map(({id}) => id)]);
    const written = await writeDocuments(
      tx,
      ids.filter((id) => !late.has(id)),
      documents.filter(({id}) => !late.has(id)),
    );
    return {written, marked: new Set(sure.map(({listingId}) => listingId)), late: [...late]};
  });
}
