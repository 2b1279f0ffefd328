import {addDays, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Appealable} from './appeal.entity.js';
import type {AppealWay} from './appeal-view.js';

/** A way with the row that it is about. */
export interface Target extends AppealWay {
  targetId: string;
}

/** What stands against a member and has not been appealed against yet; whether it is in time, the last day says. */
export async function appealTargets(tx: Tx, memberId: string): Promise<Target[]> {
  const rows = await tx.query<(Omit<Target, 'lastDay'> & {days: number})[]>(TARGETS, [memberId]);
  return rows.map(({days, ...row}) => ({...row, lastDay: addDays(row.since, days)}));
}

/** The same without what is too late by this day. */
export async function appealWays(tx: Tx, memberId: string, today: Day): Promise<AppealWay[]> {
  const targets = await appealTargets(tx, memberId);
  return targets.filter((each) => each.lastDay >= today).map(({targetId: _, ...way}) => way);
}

export const TARGET_COLUMNS: Record<Appealable, 'decisionId' | 'conditionId' | 'suspensionId' | 'sanctionId'> = {
  decline: 'decisionId',
  condition: 'conditionId',
  suspension: 'suspensionId',
  termination: 'sanctionId',
};

const londonDay = (instant: string) => `(${instant} AT TIME ZONE 'Europe/London')::date`;

/** The database holds to the same when an appeal is written. */
const TARGETS = `
  WITH target AS (
    SELECT 'decline' AS against, d.id AS target, a.id AS subject, NULL AS text, ${londonDay('d.decided_at')} AS since
    FROM application a
    JOIN LATERAL (SELECT * FROM decision d WHERE d.application_id = a.id ORDER BY d.round DESC LIMIT 1) d ON true
    WHERE a.member_id = $1 AND a.state = 'declined' AND d.outcome = 'declined'
    UNION ALL
    SELECT 'condition', c.id, c.id, c.text, ${londonDay('c.recorded_at')} FROM approval_condition c
    WHERE c.member_id = $1 AND c.met_on IS NULL
    UNION ALL
    SELECT 'suspension', s.id, s.member_id, NULL, ${londonDay('s.starts_at')} FROM suspension s
    WHERE s.member_id = $1 AND s.ends_at IS NULL
    UNION ALL
    SELECT 'termination', s.id, s.member_id, NULL, greatest(s.starts_on, ${londonDay('s.recorded_at')}) FROM sanction s
    WHERE s.member_id = $1 AND s.kind = 'termination' AND s.lifted_on IS NULL
  )
  SELECT t.against, t.target AS "targetId", t.subject AS "subjectId", t.text, t.since, p.days_to_appeal AS days
  FROM target t
  CROSS JOIN LATERAL (
    SELECT days_to_appeal FROM appeal_period p WHERE p.starts_on <= t.since
    ORDER BY p.council_id NULLS LAST, p.starts_on DESC LIMIT 1
  ) p
  WHERE NOT EXISTS (SELECT FROM appeal a WHERE a.state <> 'withdrawn'
                    AND t.target IN (a.decision_id, a.condition_id, a.suspension_id, a.sanction_id))
  ORDER BY t.since DESC, t.target`;
