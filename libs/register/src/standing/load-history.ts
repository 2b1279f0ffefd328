import type {Day} from '@app/kernel';
import {prepared, type Tx} from '@app/platform';
import type {EvidenceDates, RequirementTerms} from '../scheme/requirement-kinds.js';
import type {
  Approval,
  ConditionDates,
  RecordedEvidence,
  StandingHistory,
  SuspensionDates,
  Takeover,
  TerminationDates,
} from './standing-history.js';

/** All the dated records that a member's standing follows from, in one query: profiles are read all day long. */
export async function loadHistory(tx: Tx, memberId: string): Promise<StandingHistory> {
  const [row] = await prepared<[HistoryRow]>(tx, HISTORY, [memberId]);
  const terms = termsOf(
    row.decisions.map((each) => each.versionId),
    row.versions.map((each) => revived<VersionRow>(each, ['createdAt'])),
  );
  const approvals = row.decisions.map(({versionId, decidedAt, ...each}) => ({
    ...each,
    decidedAt: new Date(decidedAt),
    ...(terms.get(versionId) ?? {requirements: [], takeovers: []}),
    conditions: row.conditions
      .filter(({decisionId}) => decisionId === each.id)
      .map(({decisionId: _, ...condition}) => revived<ConditionDates>(condition, ['recordedAt', 'metRecordedAt'])),
  }));
  const evidence = row.evidence.map(({voidedAt, endedOn, ...dates}) => ({
    ...revived<Omit<RecordedEvidence, 'voided'>>(dates, ['recordedAt']),
    voided: voidedAt === null ? null : {endedOn, voidedAt: new Date(voidedAt)},
  }));
  return {
    approvals,
    evidence,
    suspensions: row.suspensions.map((each) =>
      revived<SuspensionDates>(each, ['startsAt', 'endsAt', 'recordedAt', 'liftedAt']),
    ),
    terminations: row.terminations.map((each) => revived<TerminationDates>(each, ['recordedAt', 'liftedAt'])),
  };
}

/** What each version asks, and the later ones of its scheme that take over whoever was approved under it. */
export async function loadTerms(tx: Tx, versionIds: readonly string[]): Promise<Terms> {
  const versions = await prepared<VersionRow[]>(tx, versionsBy('= ANY($1)'), [[...new Set(versionIds)]]);
  return termsOf(versionIds, versions);
}

type Terms = Map<string, {requirements: RequirementTerms[]; takeovers: Takeover[]}>;
type VersionRow = Takeover & {of: string; own: boolean};

function termsOf(versionIds: readonly string[], versions: readonly VersionRow[]): Terms {
  const terms = new Map(
    versionIds.map((id) => [id, {requirements: [] as RequirementTerms[], takeovers: [] as Takeover[]}]),
  );
  for (const {of, own, ...version} of versions) {
    const found = terms.get(of);
    if (own && found) found.requirements = version.requirements;
    else found?.takeovers.push(version);
  }
  return terms;
}

/** The dates of every piece of evidence of these members, withdrawn ones too. */
export async function loadEvidence(tx: Tx, memberIds: readonly string[]): Promise<Map<string, RecordedEvidence[]>> {
  const rows = await tx.query<EvidenceRow[]>(
    `SELECT e.member_id AS "memberId", e.requirement, e.number, e.issued_on AS "issuedOn",
            e.checked_on AS "checkedOn", e.valid_until AS "validUntil", e.recorded_at AS "recordedAt",
            v.voided_at AS "voidedAt", v.ended_on AS "endedOn"
     FROM evidence e LEFT JOIN evidence_void v ON v.evidence_id = e.id WHERE e.member_id = ANY($1)`,
    [memberIds],
  );
  const evidence = new Map<string, RecordedEvidence[]>(memberIds.map((id) => [id, []]));
  for (const {memberId, voidedAt, endedOn, ...dates} of rows) {
    evidence.get(memberId)?.push({...dates, voided: voidedAt && {endedOn, voidedAt}});
  }
  return evidence;
}

/**
 * What of their evidence can still tell on a day or after it: not what was withdrawn by then, nor what ended so long
 * before that it speaks for nobody by any version, not even in days of grace.
 */
export async function loadTellingEvidence(
  tx: Tx,
  memberIds: readonly string[],
  day: Day,
): Promise<Map<string, EvidenceDates[]>> {
  const rows = await prepared<(Omit<EvidenceDates, 'voided'> & {memberId: string; endedOn: Day | null})[]>(
    tx,
    `SELECT e.member_id AS "memberId", e.requirement, e.number, e.issued_on AS "issuedOn",
            e.checked_on AS "checkedOn", e.valid_until AS "validUntil", v.ended_on AS "endedOn"
     FROM evidence e
     JOIN (SELECT code, max(coalesce(grace_days, 0)) AS grace,
                  CASE WHEN bool_and(valid_months IS NOT NULL) THEN max(valid_months) * 31 END AS most_days
           FROM requirement GROUP BY code) r ON r.code = e.requirement
     LEFT JOIN evidence_void v ON v.evidence_id = e.id
     WHERE e.member_id = ANY($1) AND e.checked_on <= $2 AND (v.id IS NULL OR v.ended_on > $2)
       AND (r.most_days IS NULL OR greatest(e.issued_on, e.checked_on) + r.most_days + r.grace > $2)
       AND (e.valid_until IS NULL OR e.valid_until + 1 + r.grace > $2)`,
    [memberIds, day],
  );
  const evidence = new Map<string, EvidenceDates[]>(memberIds.map((id) => [id, []]));
  for (const {memberId, endedOn, ...dates} of rows) {
    evidence.get(memberId)?.push({...dates, voided: endedOn === null ? null : {endedOn}});
  }
  return evidence;
}

interface EvidenceRow extends Omit<RecordedEvidence, 'voided'> {
  memberId: string;
  voidedAt: Date | null;
  endedOn: string | null;
}

/** As JSON has it: instants are text there. */
type Texts<T> = {[K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K]};

interface HistoryRow {
  decisions: Texts<Omit<Approval, 'requirements' | 'takeovers' | 'conditions'> & {versionId: string}>[];
  conditions: (Texts<ConditionDates> & {decisionId: string})[];
  evidence: Texts<Omit<EvidenceRow, 'memberId'>>[];
  suspensions: Texts<SuspensionDates>[];
  terminations: Texts<TerminationDates>[];
  versions: Texts<VersionRow>[];
}

/** With the instants of JSON as instants. */
function revived<T>(row: object, instants: readonly (keyof T & string)[]): T {
  const fields = (Object.entries(row) as [string, unknown][]).map(([name, value]) =>
    instants.includes(name as keyof T & string) && value !== null ? [name, new Date(value as string)] : [name, value],
  );
  return Object.fromEntries(fields) as T;
}

const TERMS = `jsonb_build_object(
  'code', r.code, 'kind', r.kind, 'title', r.title, 'needed', r.needed, 'validMonths', r.valid_months,
  'countsFrom', r.counts_from, 'onLapse', r.on_lapse, 'graceDays', r.grace_days, 'onlyWhen', r.only_when,
  'minimumLevel', r.minimum_level, 'eachWorker', r.each_worker, 'recordedBy', r.recorded_by, 'source', r.source)`;

/** What versions ask, and the later ones that take over from each. */
const versionsBy = (condition: string) => `
  SELECT own.id AS of, v.id = own.id AS own, v.starts_on AS "startsOn", v.members_from AS "membersFrom",
         v.created_at AS "createdAt", ARRAY(SELECT ${TERMS} FROM requirement r
                                            WHERE r.scheme_version_id = v.id ORDER BY r.position) AS requirements
  FROM scheme_version own
  JOIN scheme_version v ON v.scheme_id = own.scheme_id AND v.member_kind = own.member_kind
    AND (v.id = own.id OR v.starts_on > own.starts_on AND v.members_from IS NOT NULL)
  WHERE own.id ${condition}`;

/** Decisions on a member ($1) that approved, with what was applied for. */
const APPROVING = `
  decision d JOIN application a ON a.id = d.application_id
  WHERE d.member_id = $1 AND d.outcome IN ('approved', 'approved_with_conditions')`;

const HISTORY = `
  SELECT
    (SELECT coalesce(json_agg(json_build_object('id', d.id, 'effectiveOn', d.effective_on, 'decidedAt', d.decided_at,
       'circumstances', a.circumstances, 'versionId', a.scheme_version_id, 'scheme', s.name, 'schemeKind', s.kind)), '[]')
     FROM decision d JOIN application a ON a.id = d.application_id
     JOIN scheme_version v ON v.id = a.scheme_version_id JOIN scheme s ON s.id = v.scheme_id
     WHERE d.member_id = $1 AND d.outcome IN ('approved', 'approved_with_conditions')) AS decisions,
    (SELECT coalesce(json_agg(each), '[]')
     FROM (${versionsBy(`IN (SELECT a.scheme_version_id FROM ${APPROVING})`)}) each) AS versions,
    (SELECT coalesce(json_agg(json_build_object('decisionId', decision_id, 'dueOn', due_on, 'metOn', met_on,
       'recordedAt', recorded_at, 'metRecordedAt', met_recorded_at,
       'told', CASE WHEN publicly_visible THEN text END) ORDER BY due_on, id), '[]')
     FROM approval_condition WHERE member_id = $1) AS conditions,
    (SELECT coalesce(json_agg(json_build_object('startsAt', starts_at, 'endsAt', ends_at, 'recordedAt', recorded_at,
       'liftedAt', lifted_at)), '[]') FROM suspension WHERE member_id = $1) AS suspensions,
    (SELECT coalesce(json_agg(json_build_object('startsOn', starts_on, 'liftedOn', lifted_on,
       'recordedAt', recorded_at, 'liftedAt', lifted_at)), '[]')
     FROM sanction WHERE member_id = $1 AND kind = 'termination') AS terminations,
    (SELECT coalesce(json_agg(json_build_object('requirement', e.requirement, 'number', e.number,
       'issuedOn', e.issued_on, 'checkedOn', e.checked_on, 'validUntil', e.valid_until, 'recordedAt', e.recorded_at,
       'voidedAt', v.voided_at, 'endedOn', v.ended_on)), '[]')
     FROM evidence e LEFT JOIN evidence_void v ON v.evidence_id = e.id WHERE e.member_id = $1) AS evidence`;
