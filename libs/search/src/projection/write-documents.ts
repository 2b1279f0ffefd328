import type {Tx} from '@app/platform';
import type {DocumentRow} from './document-of.js';

/** The ids of listings whose documents were made, made to say something else, or emptied. */
export interface Written {
  added: string[];
  changed: string[];
  removed: string[];
}

/** Every column but number and revisions, with its type, as a JSON record is read; words as one text: it takes half as long. */
const TYPES: Record<keyof DocumentRow, string> = {
  id: 'uuid',
  council_id: 'uuid',
  listed: 'boolean',
  audience: 'text',
  kind: 'text',
  gender: 'text',
  services: 'text[]',
  needs: 'text[]',
  languages: 'text[]',
  latitude: 'double precision',
  longitude: 'double precision',
  cell: 'integer',
  area: 'integer',
  travel_km: 'integer',
  rate_pence: 'integer',
  rate_unit: 'text',
  accredited: 'boolean',
  pays: 'text[]',
  drives: 'boolean',
  taking_on: 'boolean',
  places: 'text[]',
  listed_through: 'date',
  card: 'jsonb',
  words: 'text',
};
const NAMES = Object.keys(TYPES) as (keyof DocumentRow)[];
const FACTS = NAMES.filter((name) => name !== 'id');
/** What Meilisearch holds. */
const WORDED = ['words', 'cell', 'area', 'council_id', 'listed'] as const;

const given = (name: string) => (name === 'words' ? 'n.words::tsvector' : `n.${name}`);
const those = (names: readonly string[]) => names.map((name) => `d.${name}`).join();
const these = (names: readonly string[]) => names.map(given).join();

const NEW = `json_to_recordset($1) AS r(at integer, ${NAMES.map((name) => `${name} ${TYPES[name]}`).join()})`;
const NUMBERED = `(SELECT *, $2::bigint + at AS place FROM ${NEW}) n`;

const UPDATE = `
  UPDATE search_document d SET (${FACTS.join()}) = ROW(${these(FACTS)}), revision = n.place,
         words_revision = CASE WHEN (${those(WORDED)}) IS DISTINCT FROM (${these(WORDED)}) THEN n.place ELSE d.words_revision END
  FROM ${NUMBERED} WHERE d.id = n.id AND (${those(FACTS)}) IS DISTINCT FROM (${these(FACTS)})`;

const INSERT = `
  INSERT INTO search_document AS d (${NAMES.join()}, revision, words_revision)
  SELECT ${these(NAMES)}, n.place, n.place FROM ${NUMBERED}`;

const KNOWN = `SELECT id FROM search_document WHERE id = ANY ($1::uuid[])`;

const REMOVE = `
  UPDATE search_document d SET listed = false, card = '{}', gender = NULL, pays = '{}', services = '{}', needs = '{}',
         languages = '{}', words = '', revision = $3::bigint + gone.place, words_revision = $3::bigint + gone.place
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM unnest($1::uuid[]) id) gone
  WHERE d.id = gone.id AND d.listed AND d.id <> ALL ($2::uuid[])`;

const WORDS = `
  INSERT INTO search_word (word)
  SELECT word FROM unnest($1::text[]) AS each (word)
  WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.word = each.word)`;

/**
 * Makes the projection say this of the listings asked about; those of them that are not given are listed no more.
 * Only what differs is written. The caller has locked `search_state`.
 */
export async function writeDocuments(
  tx: Tx,
  asked: readonly string[],
  documents: readonly DocumentRow[],
): Promise<Written> {
  const steps = asked.length + documents.length;
  const [[state]] = await tx.query<[[{revision: number}], number]>(
    `UPDATE search_state SET revision = revision + $1 RETURNING revision`,
    [steps],
  );
  const before = state.revision - steps;
  await tx.query(WORDS, [[...new Set(documents.flatMap(({words}) => words))]]);
  const present = documents.map(({id}) => id);
  const known = new Set((await tx.query<{id: string}[]>(KNOWN, [present])).map(({id}) => id));
  const [old, fresh] = [documents.filter(({id}) => known.has(id)), documents.filter(({id}) => !known.has(id))];
  const changed = await written(tx, UPDATE, old, before);
  const added = await written(tx, INSERT, fresh, before + old.length);
  const gone =
    asked.length > documents.length ? await idsOf(tx, REMOVE, [asked, present, before + documents.length]) : [];
  return {added, changed, removed: gone};
}

/** As the statements read it. */
const recordOf = (document: DocumentRow, index: number) => ({
  ...document,
  words: document.words.join(' '), // letters and digits alone: as a tsvector is written
  at: index + 1,
});

async function written(tx: Tx, statement: string, documents: readonly DocumentRow[], before: number) {
  return documents.length === 0 ? [] : idsOf(tx, statement, [JSON.stringify(documents.map(recordOf)), before]);
}

async function idsOf(tx: Tx, statement: string, values: unknown[]): Promise<string[]> {
  const rows = await tx.query<{id: string}[]>(
    `WITH written AS (${statement} RETURNING d.id) SELECT id FROM written`,
    values,
  );
  return rows.map(({id}) => id);
}
