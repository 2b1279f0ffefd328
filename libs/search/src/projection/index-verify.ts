import type {DataSource} from 'typeorm';
import {keyOf, numberOf, type IndexedDocument} from '../engines/meilisearch/recipe.js';
import type {Differences} from './differences.js';
import type {IndexAdmin} from './index-admin.js';

interface Row extends Omit<IndexedDocument, 'key'> {
  number: number;
}

/** What the index should hold: what changed since its mark is not its fault. */
const SHOULD = `
  SELECT number, council_id AS council, cell::text AS cell, area::text AS area,
         tsvector_to_array(words) AS words
  FROM search_document WHERE listed AND words_revision <= $1`;

/**
 * Compares the index that answers with the projection, document by document, and mends it. Nobody writes to the
 * index meanwhile; searches go on.
 */
export function verifyIndex(dataSource: DataSource, admin: IndexAdmin): Promise<Differences | null> {
  return dataSource.transaction(async (tx) => {
    const [index] = await tx.query<{uid: string; revision: number}[]>(
      `SELECT uid, revision FROM search_index WHERE state = 'current' FOR UPDATE`,
    );
    if (!index) return null;
    const rows = await tx.query<Row[]>(SHOULD, [index.revision]);
    const should = new Map(rows.map((row) => [keyOf(row.number), row]));
    const different: IndexedDocument[] = [];
    const unknown: number[] = [];
    for await (const documents of admin.documents(index.uid)) {
      for (const document of documents) {
        const row = should.get(document.key);
        should.delete(document.key);
        if (!row) unknown.push(numberOf(document.key));
        else if (differs(document, row)) different.push(documentOf(row));
      }
    }
    const missing = [...should.values()].map(documentOf);
    const extra = await notWaiting(tx, unknown, index.revision);
    await admin.write(index.uid, [...different, ...missing], extra);
    if (different.length + missing.length + extra.length > 0) {
      await tx.query(`UPDATE search_index SET changed_at = now() WHERE uid = $1`, [index.uid]);
    }
    return {missing: missing.length, different: different.length, extra: extra.length};
  });
}

const SAMPLED = 100;

/** Looks at some documents of an index that holds all that it should: whether each says what the projection says. */
export async function sampleIsRight(
  tx: {query<T>(sql: string, values: unknown[]): Promise<T>},
  admin: IndexAdmin,
  {uid, revision}: {uid: string; revision: number},
): Promise<boolean> {
  const rows = await tx.query<Row[]>(`${SHOULD} ORDER BY hashint4(number) LIMIT ${SAMPLED}`, [revision]);
  if (rows.length === 0) return true;
  const held = new Map((await admin.some(uid, rows.map(({number}) => keyOf(number)))).map((each) => [each.key, each])); // prettier-ignore
  return rows.every((row) => {
    const document = held.get(keyOf(row.number));
    return document !== undefined && !differs(document, row);
  });
}

/** A listing whose change is still to be written is neither right nor wrong. */
async function notWaiting(
  tx: {query<T>(sql: string, values: unknown[]): Promise<T>},
  numbers: number[],
  revision: number,
): Promise<number[]> {
  const rows = await tx.query<{number: number}[]>(
    `SELECT number FROM search_document WHERE number = ANY ($1) AND words_revision > $2`,
    [numbers, revision],
  );
  const waiting = new Set(rows.map(({number}) => number));
  return numbers.filter((number) => !waiting.has(number));
}

function differs(document: IndexedDocument, row: Row): boolean {
  if ((['council', 'cell', 'area'] as const).some((part) => document[part] !== row[part])) return true;
  return document.words.join(' ') !== row.words.join(' ');
}

function documentOf({number, ...rest}: Row): IndexedDocument {
  return {key: keyOf(number), ...rest};
}
