import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Applying: enquiries, answers, referees and what they say, files. The rules between them come next. */
export class Applying1764120000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE application ADD COLUMN channel text NOT NULL DEFAULT 'online'
      CONSTRAINT application_channel_check CHECK (channel IN ${CHANNELS})`);
    await query.query(`GRANT UPDATE (channel, circumstances) ON application TO alongside_app`);
    for (const [table, columns, privileges] of TABLES) {
      await query.query(`CREATE TABLE ${table} (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT ${table}_council_id_fkey REFERENCES council (id),
        ${columns})`);
      await query.query(`SELECT tenant_table('${table}', '${privileges}')`);
    }
    for (const index of INDEXES) await query.query(index);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of [...TABLES].reverse()) await query.query(`DROP TABLE ${table}`);
    await query.query(`ALTER TABLE application DROP COLUMN channel`);
  }
}

const CHANNELS = `('online', 'meeting', 'phone', 'paper')`;
/** Nobody related to the applicant. */
const RELATIONSHIPS = `('employer', 'colleague', 'client', 'tutor', 'professional', 'community')`;
const KNOWN_FOR = `('under_1', '1_to_3', 'over_3')`;

const fkey = (table: string, column: string, target: string) =>
  `CONSTRAINT ${table}_${column}_fkey REFERENCES ${target} (id)`;
const text = (table: string, column: string, longest: number) =>
  `CONSTRAINT ${table}_${column}_check CHECK (length(btrim(${column})) BETWEEN 1 AND ${longest})`;
const choice = (table: string, column: string, choices: string) =>
  `CONSTRAINT ${table}_${column}_check CHECK (${column} IN ${choices})`;

/** Name, columns, and what the serving role may do. */
const TABLES: readonly (readonly [string, string, string])[] = [
  [
    'enquiry',
    `name text NOT NULL ${text('enquiry', 'name', 200)},
     email citext,
     phone text,
     wants text NOT NULL ${choice('enquiry', 'wants', `('pa', 'business', 'cqc_body', 'broker')`)},
     source text NOT NULL ${choice(
       'enquiry',
       'source',
       `('council_website', 'search_engine', 'social_media', 'word_of_mouth', 'event', 'leaflet', 'job_centre',
         'college', 'other')`,
     )},
     note text ${text('enquiry', 'note', 1000)},
     channel text NOT NULL ${choice('enquiry', 'channel', `('online', 'meeting', 'phone', 'paper', 'event')`)},
     recorded_by uuid ${fkey('enquiry', 'recorded_by', 'person')},
     received_at timestamptz NOT NULL DEFAULT now(),
     application_id uuid ${fkey('enquiry', 'application_id', 'application')},
     CONSTRAINT enquiry_reach_check CHECK (email IS NOT NULL OR phone IS NOT NULL),
     CONSTRAINT enquiry_recorded_by_check CHECK ((recorded_by IS NULL) = (channel = 'online'))`,
    `SELECT, INSERT (council_id, name, email, phone, wants, source, note, channel, recorded_by, received_at),
     UPDATE (application_id)`,
  ],
  [
    'application_answer',
    `application_id uuid NOT NULL ${fkey('application_answer', 'application_id', 'application')},
     question text NOT NULL CONSTRAINT application_answer_question_check CHECK (question ~ '^[a-z][a-z0-9_]{1,59}$'),
     answer jsonb NOT NULL CONSTRAINT application_answer_answer_check
       CHECK (jsonb_typeof(answer) IN ('string', 'array') AND length(answer::text) <= 2000),
     channel text NOT NULL ${choice('application_answer', 'channel', CHANNELS)},
     answered_by uuid NOT NULL ${fkey('application_answer', 'answered_by', 'person')},
     answered_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT application_answer_born_on_check
       CHECK (question <> 'born_on' OR answer #>> '{}' ~ '^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$')`,
    // What was answered before stays to be seen: the latest answer is the one that holds.
    'SELECT, INSERT (council_id, application_id, question, answer, channel, answered_by, answered_at)',
  ],
  [
    'referee',
    `application_id uuid NOT NULL ${fkey('referee', 'application_id', 'application')},
     requirement text NOT NULL,
     number smallint NOT NULL CONSTRAINT referee_number_check CHECK (number BETWEEN 1 AND 9),
     name text NOT NULL ${text('referee', 'name', 100)},
     email citext,
     phone text,
     relationship text NOT NULL ${choice('referee', 'relationship', RELATIONSHIPS)},
     known_for text NOT NULL ${choice('referee', 'known_for', KNOWN_FOR)},
     state text NOT NULL DEFAULT 'named' CONSTRAINT referee_state_check
       CHECK (state IN ('named', 'asked', 'answered', 'declined', 'accepted', 'unsuitable', 'replaced')),
     named_by uuid NOT NULL ${fkey('referee', 'named_by', 'person')},
     channel text NOT NULL ${choice('referee', 'channel', CHANNELS)},
     named_at timestamptz NOT NULL DEFAULT now(),
     purged_at timestamptz,
     CONSTRAINT referee_reach_check CHECK (email IS NOT NULL OR phone IS NOT NULL OR purged_at IS NOT NULL)`,
    `SELECT, INSERT (council_id, application_id, requirement, number, name, email, phone, relationship, known_for,
                     named_by, channel, named_at), UPDATE (state)`,
  ],
  [
    'reference_link',
    `referee_id uuid NOT NULL ${fkey('reference_link', 'referee_id', 'referee')},
     token_hash bytea NOT NULL CONSTRAINT reference_link_token_hash_key UNIQUE
       CONSTRAINT reference_link_token_hash_check CHECK (length(token_hash) = 32),
     reminder boolean NOT NULL,
     sent_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     CONSTRAINT reference_link_referee_id_reminder_key UNIQUE (referee_id, reminder),
     CONSTRAINT reference_link_expires_at_check CHECK (expires_at > sent_at)`,
    'SELECT, INSERT',
  ],
  [
    'reference_answer',
    `referee_id uuid NOT NULL ${fkey('reference_answer', 'referee_id', 'referee')}
       CONSTRAINT reference_answer_referee_id_key UNIQUE,
     method text NOT NULL ${choice('reference_answer', 'method', `('form', 'phone')`)},
     relationship text NOT NULL ${choice('reference_answer', 'relationship', RELATIONSHIPS)},
     known_for text NOT NULL ${choice('reference_answer', 'known_for', KNOWN_FOR)},
     would_trust text NOT NULL ${choice('reference_answer', 'would_trust', `('yes', 'not_sure', 'no')`)},
     about text NOT NULL ${text('reference_answer', 'about', 2000)},
     concerns text ${text('reference_answer', 'concerns', 2000)},
     recorded_by uuid ${fkey('reference_answer', 'recorded_by', 'person')},
     received_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT reference_answer_recorded_by_check CHECK ((recorded_by IS NULL) = (method = 'form'))`,
    `SELECT, INSERT (council_id, referee_id, method, relationship, known_for, would_trust, about, concerns,
                     recorded_by, received_at)`,
  ],
  [
    'evidence_file',
    `application_id uuid NOT NULL ${fkey('evidence_file', 'application_id', 'application')},
     requirement text NOT NULL,
     name text NOT NULL ${text('evidence_file', 'name', 200)},
     media_type text NOT NULL
       ${choice('evidence_file', 'media_type', `('application/pdf', 'image/jpeg', 'image/png')`)},
     bytes integer NOT NULL CONSTRAINT evidence_file_bytes_check CHECK (bytes BETWEEN 1 AND 10485760),
     state text NOT NULL DEFAULT 'quarantined' CONSTRAINT evidence_file_state_check
       CHECK (state IN ('quarantined', 'clean', 'released', 'infected', 'removed')),
     uploaded_by uuid NOT NULL ${fkey('evidence_file', 'uploaded_by', 'person')},
     channel text NOT NULL ${choice('evidence_file', 'channel', CHANNELS)},
     uploaded_at timestamptz NOT NULL DEFAULT now(),
     released_by uuid ${fkey('evidence_file', 'released_by', 'person')},
     CONSTRAINT evidence_file_released_by_check CHECK (state <> 'released' OR released_by IS NOT NULL)`,
    `SELECT, INSERT (id, council_id, application_id, requirement, name, media_type, bytes, uploaded_by, channel,
                     uploaded_at), UPDATE (state, released_by)`,
  ],
];

const INDEXES = [
  `CREATE INDEX enquiry_council_id_received_at_idx ON enquiry (council_id, received_at)`,
  `CREATE INDEX enquiry_application_id_idx ON enquiry (application_id)`,
  `CREATE INDEX application_answer_application_id_question_id_idx ON application_answer (application_id, question, id)`,
  `CREATE UNIQUE INDEX referee_email_key ON referee (application_id, email) WHERE state <> 'replaced'`,
  `CREATE UNIQUE INDEX referee_place_key ON referee (application_id, requirement, number) WHERE state <> 'replaced'`,
  `CREATE INDEX referee_application_id_idx ON referee (application_id)`,
  `CREATE INDEX evidence_file_application_id_idx ON evidence_file (application_id)`,
];
