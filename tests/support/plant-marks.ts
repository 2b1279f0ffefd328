import type {DataSource} from 'typeorm';

/** Words of ours, by which the product goes: a mark in them would only break it. */
const CODES = new Set([
  ...['state', 'kind', 'channel', 'template', 'key', 'path', 'requirement', 'requirements', 'question', 'action'],
  ...[
    'subject_kind',
    'cause_kind',
    'media_type',
    'role',
    'token_hash',
    'password_hash',
    'outcome',
    'format',
    'language',
  ],
  ...[
    'subject',
    'issuer',
    'part',
    'category',
    'status',
    'band',
    'unit',
    'account',
    'outcode',
    'purpose',
    'provider_id',
  ],
]);
/** Lists of codes of ours. What is a list of words or names, like districts and languages, gets a mark. */
const LISTED_CODES = new Set([
  ...[
    'services',
    'needs',
    'scopes',
    'transports',
    'powers',
    'areas',
    'roles',
    'methods',
    'channels',
    'topics',
    'tasks',
  ],
  ...['circumstances', 'pays', 'keeps', 'unusual', 'recorded_by', 'went_well', 'second_factors'],
]);
/** Written by the product itself, from ids, numbers and what is public. */
const OURS = new Set(['audit_entry.before', 'audit_entry.after', 'search_document.card', 'data_request.found']);

/** Of a form of their own, or codes by a rule over several columns. */
const CODED = new Set([
  ...['appeal.against', 'appeal.effect', 'concern_entry.fact', 'council_sending.reference', 'machine_secret.hint'],
  ...['sign_in_attempt.return_path', 'sign_in_link.return_path', 'sign_in_link.asked', 'search_document.gender'],
  ...[
    'search_document.rate_unit',
    'search_document.audience',
    'listing.cqc_provider_id',
    'data_request_choice.choice',
    'decision.reason_code',
  ],
]);

export interface Marks {
  /** Which columns got one: `person.name`. */
  planted: string[];
  /** Which let none stand. */
  left: string[];
}

/** Puts a value of its own into every column of words of what is kept of people, past the rules, where a check lets it. */
export async function plantMarks(
  owner: DataSource,
  tables: Readonly<Record<string, {columns: string}>>,
): Promise<Marks> {
  const columns = await owner.query<{table: string; column: string; type: string}[]>(
    `SELECT c.relname AS table, a.attname AS column, a.atttypid::regtype::text AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
       AND a.atttypid IN ('text'::regtype, 'citext'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'
                         AND k.conkey = ARRAY[a.attnum] AND pg_get_constraintdef(k.oid) ~ 'ARRAY\\[|<@')
     ORDER BY 1, 2`,
  );
  const marks: Marks = {planted: [], left: []};
  for (const {table, column, type} of columns) {
    const name = `${table}.${column}`;
    if (!tables[table]?.columns.split(' ').includes(column)) continue;
    if (type === 'text[]' && (LISTED_CODES.has(column) || table === 'search_document')) continue;
    if (CODES.has(column) || OURS.has(name) || CODED.has(name)) continue;
    let done = false;
    for (const value of values(table, column, type)) done ||= await plant(owner, table, column, value);
    // What stands only beside another column, like a reason beside an outcome, stands here alone.
    if (!done) {
      await dropChecks(owner, table, column);
      for (const value of values(table, column, type)) done ||= await plant(owner, table, column, value);
    }
    (done ? marks.planted : marks.left).push(name);
  }
  return marks;
}

function values(table: string, column: string, type: string): string[] {
  const plain = `'Plant-7f3a-${table}-${column}'`;
  const address = `'plant-7f3a.${table}.${column}.' || row_number || '@marked.example'`;
  if (type === 'text[]') return [`ARRAY[${plain}]`];
  if (type === 'jsonb') return [`jsonb_build_object('mark', ${plain})`, `to_jsonb(${plain}::text)`];
  return column === 'email' ? [address] : [plain, address, `'Plant7f3a'`];
}

function plant(owner: DataSource, table: string, column: string, value: string): Promise<boolean> {
  return owner
    .transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      const [, count] = await tx.query<[unknown, number]>(
        `UPDATE ${table} t SET ${column} = ${value}
         FROM (SELECT ctid, row_number() OVER () FROM ${table}) n WHERE n.ctid = t.ctid`,
      );
      return count > 0;
    })
    .catch(() => false);
}

async function dropChecks(owner: DataSource, table: string, column: string): Promise<void> {
  const checks = await owner.query<{name: string}[]>(
    `SELECT conname AS name FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
     WHERE k.contype = 'c' AND k.conrelid = $1::regclass AND a.attname = $2`,
    [table, column],
  );
  for (const {name} of checks) await owner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
}
