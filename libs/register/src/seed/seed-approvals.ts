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
}

/**
 * Made-up approvals for demonstrations and measurements, many at a time, through every rule of the database. They
 * leave no trail of use cases but their number, so nothing real is ever made this way.
 */
export async function seedApprovals(tx: Tx, seeding: Seeding, members: readonly SeededApproval[]): Promise<void> {
  const {councilId, versionId, officerId, approverId} = seeding;
  await tx.query(
    `INSERT INTO application (council_id, member_id, scheme_version_id, circumstances, opened_by, opened_at)
     SELECT $1, m.id, $2, string_to_array(m.circumstances, ' '), $3, m.checked_on
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
  await move('submitted', ', submitted_by = opened_by, submitted_at = opened_at');
  await seedEvidence(tx, seeding, ids);
  await move('ready', ', ready_at = opened_at');
  await tx.query(
    `INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on)
     SELECT council_id, member_id, id, 'approved', 'All that the scheme asks for was seen.', $3,
            (opened_at AT TIME ZONE 'UTC')::date
     FROM application WHERE member_id = ANY($1) AND scheme_version_id = $2 AND state = 'ready'`,
    [ids, versionId, approverId],
  );
  await move('approved', ', closed_at = opened_at');
  await tx.query(`SELECT set_config('app.records_told', '', true)`);
  const after = await counts(tx, ids);
  const counted = {evidence: after.evidence - before.evidence, decision: after.decision - before.decision};
  const subject = {kind: 'council', id: councilId};
  await new AuditTrail().record(tx, {councilId, action: 'register.counted', subject, after: {counted}});
}

/** All that the scheme asks of these members' applications that are handed in, checked on the day they were opened. */
export async function seedEvidence(tx: Tx, {versionId, officerId}: Seeding, ids: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on,
                           facts, recorded_by)
     SELECT a.council_id, a.member_id, a.id, r.code, r.kind, place.number,
            (a.opened_at AT TIME ZONE 'UTC')::date - 7, (a.opened_at AT TIME ZONE 'UTC')::date,
            f.facts || CASE r.kind
              WHEN 'dbs' THEN jsonb_build_object('certificate_number', lpad((hashtextextended(a.id::text, 0) & 4294967295)::text, 12, '0'),
                                                 'seen_on', (a.opened_at AT TIME ZONE 'UTC')::date)
              WHEN 'reference' THEN jsonb_build_object('referee_name', 'Referee ' || place.number)
              ELSE '{}' END, $4
     FROM application a
     JOIN requirement r ON r.scheme_version_id = a.scheme_version_id
       AND (r.only_when IS NULL OR r.only_when = ANY (a.circumstances))
     JOIN jsonb_each($3::jsonb) AS f (kind, facts) ON f.kind = r.kind
     CROSS JOIN LATERAL generate_series(1, r.needed) AS place (number)
     WHERE a.member_id = ANY($1) AND a.scheme_version_id = $2 AND a.state = 'submitted'`,
    [ids, versionId, JSON.stringify(SAMPLE_FACTS), officerId],
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

const SAMPLE_FACTS: Record<RequirementKind, object> = {
  identity: {document: 'passport'},
  right_to_work: {method: 'original_document'},
  dbs: {level: 'enhanced_barred', workforce: 'adult'},
  reference: {relationship: 'employer', method: 'letter'},
  training: {provider: 'Alongside Training', delivery: 'online'},
  insurance: {insurer: 'Example Mutual', cover_pence: 500_000_000},
  qualification: {title: 'Care Certificate', awarding_body: 'Example Awards'},
  tax_registration: {document: 'utr_letter'},
  interview: {mode: 'in_person'},
  code_of_conduct: {signed: 'paper'},
  trading_history: {seen: 'tax_return', trading_since: '2020-04-06'},
  self_declaration: {signed: 'paper'},
  fee: {method: 'bank_transfer', amount_pence: 5_000},
};
