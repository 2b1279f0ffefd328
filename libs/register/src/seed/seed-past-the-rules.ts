import type {Tx} from '@app/platform';
import {SAMPLE_FACTS} from './seed-approvals.js';

/** Who is to be approved, by whom, on which terms, in a table of the caller's that has these columns. */
const APPROVED = (table: string) => `
  INSERT INTO application (council_id, member_id, scheme_version_id, circumstances, state, opened_by, opened_at,
                           submitted_by, submitted_at, ready_at, closed_at)
  SELECT council_id, member_id, version_id, '{}', 'approved', officer_id, checked_on, officer_id, checked_on, checked_on, checked_on
  FROM ${table}`;

const EVIDENCE = (table: string) => `
  INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on, facts, recorded_by)
  SELECT a.council_id, a.member_id, a.id, r.code, r.kind, place.number, t.checked_on - 7, t.checked_on,
         f.facts || CASE r.kind
           WHEN 'dbs' THEN jsonb_build_object('certificate_number', lpad((hashtextextended(a.id::text, 0) & 4294967295)::text, 12, '0'),
                                              'seen_on', t.checked_on)
           WHEN 'reference' THEN jsonb_build_object('referee_name', 'Referee ' || place.number)
           ELSE '{}' END, t.officer_id
  FROM ${table} t
  JOIN application a ON a.member_id = t.member_id AND a.scheme_version_id = t.version_id
  JOIN requirement r ON r.scheme_version_id = t.version_id AND r.only_when IS NULL
  JOIN jsonb_each($1::jsonb) AS f (kind, facts) ON f.kind = r.kind
  CROSS JOIN LATERAL generate_series(1, r.needed) AS place (number)`;

const DECIDED = (table: string) => `
  INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on)
  SELECT a.council_id, a.member_id, a.id, 'approved', 'All that the scheme asks for was seen.', t.approver_id, t.checked_on
  FROM ${table} t JOIN application a ON a.member_id = t.member_id AND a.scheme_version_id = t.version_id`;

/**
 * What `seedApprovals` leaves of approvals for measurements, for everybody of a table in three statements. The rules of
 * the database have to be out of the way: each application is written as approved from the start.
 * @param table of the caller's: council_id, member_id, version_id, officer_id, approver_id, checked_on
 */
export async function seedApprovalsPastTheRules(tx: Tx, table: string): Promise<void> {
  await tx.query(APPROVED(table));
  await tx.query(EVIDENCE(table), [JSON.stringify(SAMPLE_FACTS)]);
  await tx.query(DECIDED(table));
}
