import {AuditTrail} from '@app/identity';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Circumstance, RequirementKind} from '../scheme/requirement-kinds.js';

export interface SeededApproval {
  memberId: string;
  circumstances: Circumstance[];
  /** Checked on this day, approved from it on. */
  checkedOn: Day;
}

export interface Seeding {
  councilId: string;
  versionId: string;
  /** Gathers. */
  officerId: string;
  /** Decides: somebody else. */
  approverId: string;
  /** Each application took some weeks before the day it was decided; otherwise all of it happened on that day. */
  tookTime?: boolean;
}

/** So many days in each stage, by whose application it is: the same each time. */
function stagesOf(id: string, tookTime = false): {draft: string; submitted: string; ready: string; total: string} {
  if (!tookTime) return {draft: '0', submitted: '0', ready: '0', total: '0'};
  const hash = `(hashtextextended(${id}::text, 0) & 2147483647)`;
  const [draft, submitted, ready] = [`(${hash} % 9)`, `(${hash} / 9 % 8)`, `(${hash} / 2664 % 10)`];
  return {draft, submitted, ready, total: `(${draft} + ${submitted} + 12 + ${hash} / 72 % 37 + ${ready})`};
}

const days = (number: string) => `make_interval(days => ${number}::integer)`;

/**
 * Made-up approvals for demonstrations and measurements, many at a time, through every rule of the database. They
 * leave no trail of use cases but their number, so nothing real is ever made this way.
 */
export async function seedApprovals(tx: Tx, seeding: Seeding, members: readonly SeededApproval[]): Promise<void> {
  const {councilId, versionId, officerId, approverId, tookTime} = seeding;
  const took = stagesOf('member_id', tookTime);
  await tx.query(
    `INSERT INTO application (council_id, member_id, scheme_version_id, circumstances, opened_by, opened_at)
     SELECT $1, m.id, $2, string_to_array(m.circumstances, ' '), $3, m.checked_on - ${stagesOf('m.id', tookTime).total}::integer
     FROM unnest($4::uuid[], $5::text[], $6::date[]) AS m (id, circumstances, checked_on)`,
    [
      councilId,
      versionId,
      officerId,
      members.map((each) => each.memberId),
      members.map((each) => each.circumstances.join(' ')),
      members.map((each) => each.checkedOn),
    ],
  );
  const ids = members.map((each) => each.memberId);
  const move = (state: string, rest = '') =>
    tx.query(
      `UPDATE application SET state = $3 ${rest} WHERE member_id = ANY($1) AND scheme_version_id = $2
         AND state NOT IN ('approved', 'declined', 'withdrawn')`,
      [ids, versionId, state],
    );
  const before = await counts(tx, ids);
  await tx.query(`SELECT set_config('app.records_told', 'yes', true)`);
  // The day on which all was seen stands in ready_at until it is ready.
  const decided = `opened_at + ${days(took.total)}`;
  await move(
    'submitted',
    `, submitted_by = opened_by, submitted_at = opened_at + ${days(took.draft)}, ready_at = ${decided}`,
  );
  await seedEvidence(tx, seeding, ids);
  if (tookTime) {
    await move('in_checks');
    await tx.query(
      `UPDATE application_stage s SET at = a.submitted_at + ${days(took.submitted)} FROM application a
       WHERE s.application_id = a.id AND s.state = 'in_checks' AND a.state = 'in_checks' AND a.member_id = ANY($1)`,
      [ids],
    );
  }
  await move('ready', `, ready_at = ready_at - ${days(took.ready)}`);
  await tx.query(
    `INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on)
     SELECT council_id, member_id, id, 'approved', 'All that the scheme asks for was seen.', $3,
            ((${decided}) AT TIME ZONE 'UTC')::date
     FROM application WHERE member_id = ANY($1) AND scheme_version_id = $2 AND state = 'ready'`,
    [ids, versionId, approverId],
  );
  await move('approved', `, closed_at = ${decided}`);
  await tx.query(`SELECT set_config('app.records_told', '', true)`);
  const after = await counts(tx, ids);
  const counted = {evidence: after.evidence - before.evidence, decision: after.decision - before.decision};
  const subject = {kind: 'council', id: councilId};
  await new AuditTrail().record(tx, {councilId, action: 'register.counted', subject, after: {counted}});
}

/** All that the scheme asks of these members' applications that are handed in, checked on the day they were opened, or on one said. */
export async function seedEvidence(tx: Tx, {versionId, officerId}: Seeding, ids: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on,
                           facts, recorded_by)
     SELECT a.council_id, a.member_id, a.id, r.code, r.kind, place.number,
            (coalesce(a.ready_at, a.opened_at) AT TIME ZONE 'UTC')::date - 7, (coalesce(a.ready_at, a.opened_at) AT TIME ZONE 'UTC')::date,
            f.facts || CASE r.kind
              WHEN 'dbs' THEN jsonb_build_object('certificate_number', lpad((hashtextextended(a.id::text, 0) & 4294967295)::text, 12, '0'),
                                                 'seen_on', (coalesce(a.ready_at, a.opened_at) AT TIME ZONE 'UTC')::date)
              WHEN 'reference' THEN jsonb_build_object('referee_name', 'Referee ' || place.number)
              ELSE '{}' END, $4
     FROM application a
     JOIN requirement r ON r.scheme_version_id = a.scheme_version_id AND NOT r.each_worker
       AND (r.only_when IS NULL OR r.only_when = ANY (a.circumstances))
     JOIN jsonb_each($3::jsonb) AS f (kind, facts) ON f.kind = r.kind
     CROSS JOIN LATERAL generate_series(1, r.needed) AS place (number)
     WHERE a.member_id = ANY($1) AND a.scheme_version_id = $2 AND a.state = 'submitted'`,
    [ids, versionId, JSON.stringify(SAMPLE_FACTS), officerId],
  );
  await seedWorkers(tx, {versionId, officerId}, ids);
}

/** Where the scheme asks for a certificate of each who meets people: all who belong to the organisation do, and have one. */
async function seedWorkers(
  tx: Tx,
  {versionId, officerId}: Pick<Seeding, 'versionId' | 'officerId'>,
  ids: readonly string[],
) {
  await seedOwners(tx, versionId, ids);
  const people = `
    FROM application a JOIN member m ON m.id = a.member_id JOIN organisation_member o ON o.organisation_id = m.organisation_id
    CROSS JOIN LATERAL (SELECT (coalesce(a.ready_at, a.opened_at) AT TIME ZONE 'UTC')::date AS day) d
    WHERE a.member_id = ANY($1) AND a.scheme_version_id = $2 AND a.state = 'submitted'
      AND EXISTS (SELECT FROM requirement r WHERE r.scheme_version_id = $2 AND r.each_worker)`;
  await tx.query(
    `INSERT INTO enterprise_worker (council_id, organisation_id, person_id, from_on, named_by)
     SELECT a.council_id, o.organisation_id, o.person_id, d.day, o.person_id ${people}`,
    [ids, versionId],
  );
  await tx.query(
    `INSERT INTO worker_check (council_id, organisation_id, person_id, application_id, how, level, issued_on, checked_on, seen_by, recorded_by)
     SELECT a.council_id, o.organisation_id, o.person_id, a.id, 'original', 'enhanced_barred', d.day - 7, d.day, $3, $3 ${people}`,
    [ids, versionId, officerId],
  );
}

/** Somebody runs each organisation. */
async function seedOwners(tx: Tx, versionId: string, ids: readonly string[]): Promise<void> {
  const owners = await tx.query<{council: string; organisation: string; person: string; name: string}[]>(
    `SELECT m.council_id AS council, m.organisation_id AS organisation, new_id() AS person,
            (ARRAY['Jo Marsh', 'Ade Bello', 'Kim Walsh', 'Priya Nair', 'Tom Ellis'])[1 + (hashtext(m.id::text) & 1023) % 5] AS name
     FROM member m WHERE m.id = ANY($1) AND m.organisation_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM organisation_member o WHERE o.organisation_id = m.organisation_id)
       AND EXISTS (SELECT FROM requirement r WHERE r.scheme_version_id = $2 AND r.each_worker)`,
    [ids, versionId],
  );
  const all = [owners.map(({person}) => person), owners.map(({council}) => council)];
  await tx.query(`INSERT INTO person (id, council_id, name) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])`, [
    ...all,
    owners.map(({name}) => name),
  ]);
  await tx.query(
    `INSERT INTO organisation_member (person_id, council_id, organisation_id) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
    [...all, owners.map(({organisation}) => organisation)],
  );
}

/** They have no entry each, so the trail counts them: one that is put in beside them is found. */
async function counts(tx: Tx, memberIds: readonly string[]): Promise<{evidence: number; decision: number}> {
  const [row] = await tx.query<[{evidence: number; decision: number}]>(
    `SELECT (SELECT count(*) FROM evidence WHERE member_id = ANY($1)) AS evidence,
            (SELECT count(*) FROM decision WHERE member_id = ANY($1)) AS decision`,
    [memberIds],
  );
  return row;
}

export const SAMPLE_FACTS: Record<RequirementKind, object> = {
  identity: {document: 'passport'},
  right_to_work: {method: 'original_document'},
  dbs: {level: 'enhanced_barred', workforce: 'adult'},
  reference: {relationship: 'employer', method: 'letter'},
  training: {provider: 'Alongside Training', delivery: 'online'},
  insurance: {insurer: 'Example Mutual', cover_pence: 500_000_000},
  qualification: {title: 'Care Certificate', awarding_body: 'Example Awards'},
  tax_registration: {document: 'utr_letter'},
  court_judgments: {seen: 'register_search'},
  interview: {mode: 'in_person'},
  code_of_conduct: {signed: 'paper'},
  trading_history: {seen: 'tax_return', trading_since: '2020-04-06'},
  self_declaration: {signed: 'paper'},
  fee: {method: 'bank_transfer', amount_pence: 5_000},
};
