import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {checklists} from '../applications/checklist.js';
import type {Circumstance, MemberKind} from '../scheme/requirement-kinds.js';
import type {RequirementState} from '../standing/requirement-state.js';

/** A member of the register of whom something lapses soon, or whom a lapse took off it lately. */
export interface Lapsing {
  memberId: string;
  kind: MemberKind;
  /** The person or organisation. */
  subjectId: string;
  /** The application under which they are approved: where newer evidence is recorded. */
  applicationId: string;
  listed: boolean;
  /** The first day on which they are not listed; null for never, or when they are not listed now. */
  lapsesOn: Day | null;
  /** What lapses in that time or is out of date now, the soonest first. */
  requirements: RequirementState[];
}

export interface Window {
  today: Day;
  until: Day;
  /** Whom a lapse took down since this day is still there; today leaves them out. */
  since: Day;
  memberIds?: readonly string[] | undefined;
}

/**
 * Who lapses in a span of days, the most pressing first. Candidates come by index from dates of evidence, conditions,
 * sanctions and versions; only their standing is computed, and what they hold compared with what is asked.
 */
export async function findLapses(tx: Tx, {today, until, since, memberIds}: Window): Promise<Lapsing[]> {
  const rows = await tx.query<Row[]>(LAPSES, [today, until, since, memberIds ?? null]);
  const states = await checklists(tx, rows, today);
  return rows
    .map(({id, memberId, kind, subjectId, listed, lapsesOn}) => ({
      memberId,
      kind,
      subjectId,
      applicationId: id,
      listed,
      lapsesOn,
      requirements: (states.get(id) ?? [])
        .filter((each) => !each.met || (each.lapsesOn !== null && each.lapsesOn <= until))
        .sort((a, b) => (a.lapsesOn ?? '').localeCompare(b.lapsesOn ?? '')),
    }))
    .filter((each) => !each.listed || (each.lapsesOn && each.lapsesOn <= until) || each.requirements.some(endsIn))
    .sort((a, b) => pressing(a).localeCompare(pressing(b)) || a.memberId.localeCompare(b.memberId));
}

const endsIn = (state: RequirementState) => state.met && state.lapsesOn !== null;

/** Down already, then by the first day on which anything ends. */
function pressing({listed, lapsesOn, requirements}: Lapsing): string {
  if (!listed) return '';
  const days = [lapsesOn, ...requirements.map((each) => each.lapsesOn)].filter((day) => day !== null);
  return days.sort()[0] ?? '9999';
}

interface Row {
  id: string;
  memberId: string;
  schemeVersionId: string;
  circumstances: Circumstance[];
  kind: MemberKind;
  subjectId: string;
  listed: boolean;
  lapsesOn: Day | null;
}

/** Of a place that is held beyond the span no more is asked; who came down in it was listed when it began, or since. */
const LAPSES = `
  WITH approved AS MATERIALIZED (
    SELECT approval.application_id, approval.effective_on, m.id, m.kind, coalesce(m.person_id, m.organisation_id) AS subject_id,
           s.listed, s.lapses_on, s.reasons
    FROM member_standing(ARRAY(
           SELECT c FROM lapse_candidates($3, $2, $1) c WHERE $4::uuid[] IS NULL OR c = ANY ($4)), $1) s
    JOIN member m ON m.id = s.member_id
    CROSS JOIN LATERAL (
      SELECT d.application_id, d.effective_on FROM decision d
      WHERE d.member_id = m.id AND d.outcome IN ('approved', 'approved_with_conditions') AND d.effective_on <= $1
      ORDER BY d.effective_on DESC, d.decided_at DESC, d.id DESC LIMIT 1
    ) approval
    WHERE s.listed OR ($3 < $1 AND NOT s.reasons && '{suspended,terminated}')
  ),
  listed_before AS MATERIALIZED (
    SELECT b.member_id FROM member_standing(ARRAY(SELECT id FROM approved WHERE NOT listed AND effective_on <= $3), $3) b
    WHERE b.listed
  )
  SELECT a.id, m.id AS "memberId", a.scheme_version_id AS "schemeVersionId", a.circumstances, m.kind,
         m.subject_id AS "subjectId", m.listed, m.lapses_on AS "lapsesOn"
  FROM approved m JOIN application a ON a.id = m.application_id
  WHERE m.listed OR m.id IN (SELECT member_id FROM listed_before)
     OR EXISTS (SELECT FROM evidence_void v WHERE v.member_id = m.id AND v.voided_at >= $3::date)
     OR (m.effective_on > $3 AND EXISTS (SELECT FROM standing_on_days(m.id, ARRAY[m.effective_on]) b WHERE b.listed))`;
