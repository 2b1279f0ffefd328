import type {Tx} from '@app/platform';
import type {Circumstance, EvidenceDates, SchemeKind} from '../scheme/requirement-kinds.js';
import {requirementsOf} from '../scheme/scheme-in-force.js';
import type {StandingHistory} from './standing.js';

/** All the dated records that a member's standing follows from. */
export async function loadHistory(tx: Tx, memberId: string): Promise<StandingHistory> {
  const decisions = await tx.query<ApprovalRow[]>(
    `SELECT d.id, d.effective_on AS "effectiveOn", d.decided_at AS "decidedAt", a.circumstances,
            a.scheme_version_id AS "versionId", s.name AS scheme, s.kind AS "schemeKind"
     FROM decision d JOIN application a ON a.id = d.application_id
     JOIN scheme_version v ON v.id = a.scheme_version_id JOIN scheme s ON s.id = v.scheme_id
     WHERE d.member_id = $1 AND d.outcome <> 'declined'`,
    [memberId],
  );
  const terms = await requirementsOf(
    tx,
    decisions.map((each) => each.versionId),
  );
  const suspensions = await tx.query<{startsAt: Date; endsAt: Date | null}[]>(
    `SELECT starts_at AS "startsAt", ends_at AS "endsAt" FROM suspension WHERE member_id = $1`,
    [memberId],
  );
  const evidence = (await loadEvidence(tx, [memberId])).get(memberId) ?? [];
  const approvals = decisions.map(({versionId, ...each}) => ({...each, requirements: terms.get(versionId) ?? []}));
  return {approvals, evidence, suspensions};
}

/** The dates of every piece of evidence of these members, withdrawn ones too. */
export async function loadEvidence(tx: Tx, memberIds: readonly string[]): Promise<Map<string, EvidenceDates[]>> {
  const rows = await tx.query<EvidenceRow[]>(
    `SELECT e.member_id AS "memberId", e.requirement, e.number, e.issued_on AS "issuedOn",
            e.checked_on AS "checkedOn", e.valid_until AS "validUntil",
            v.id IS NOT NULL AS "isVoided", v.ended_on AS "endedOn"
     FROM evidence e LEFT JOIN evidence_void v ON v.evidence_id = e.id WHERE e.member_id = ANY($1)`,
    [memberIds],
  );
  const evidence = new Map<string, EvidenceDates[]>(memberIds.map((id) => [id, []]));
  for (const {memberId, isVoided, endedOn, ...dates} of rows) {
    evidence.get(memberId)?.push({...dates, voided: isVoided ? {endedOn} : null});
  }
  return evidence;
}

interface ApprovalRow {
  id: string;
  effectiveOn: string;
  decidedAt: Date;
  circumstances: Circumstance[];
  versionId: string;
  scheme: string;
  schemeKind: SchemeKind;
}

interface EvidenceRow extends Omit<EvidenceDates, 'voided'> {
  memberId: string;
  isVoided: boolean;
  endedOn: string | null;
}
