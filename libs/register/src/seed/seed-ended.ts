import {addDays, startOfDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {DeclineReason} from '../applications/decision.entity.js';
import {seedEvidence, type Seeding} from './seed-approvals.js';

/** An application that has run its course, with the days that each stage took. */
export interface EndedApplication {
  memberId: string;
  openedOn: Day;
  days: {draft: number; submitted: number; inChecks: number; ready: number};
  outcome: 'approved' | 'withdrawn' | DeclineReason;
}

/**
 * Made-up applications for demonstrations that ended, each on days of its own: what figures are about. Through every rule
 * of the database; the days of each stage are put right afterwards, which only the owner of the tables can.
 */
export async function seedEnded(tx: Tx, seeding: Seeding, ended: readonly EndedApplication[]): Promise<void> {
  const {councilId, versionId, officerId, approverId} = seeding;
  const rows = ended.map(({memberId, openedOn, days, outcome}) => {
    const submitted = addDays(openedOn, days.draft);
    const checks = addDays(submitted, days.submitted);
    const ready = addDays(checks, days.inChecks);
    const at = (day: Day) => startOfDay(day).toISOString();
    return {
      member: memberId,
      outcome,
      opened: at(openedOn),
      submitted: at(submitted),
      checks: at(checks),
      ready: at(ready),
      closed: at(outcome === 'approved' ? addDays(ready, days.ready) : ready),
    };
  });
  const run = (sql: string) => tx.query(`WITH e AS (${ROWS}) ${sql}`, [JSON.stringify(rows)]);
  await run(
    `INSERT INTO application (council_id, member_id, scheme_version_id, opened_by, opened_at)
     SELECT '${councilId}', member, '${versionId}', '${officerId}', opened FROM e`,
  );
  const move = (state: string, set: string, where = 'true') =>
    run(`UPDATE application a SET state = '${state}' ${set} FROM e WHERE a.member_id = e.member AND ${where}`);
  await move('submitted', ', submitted_by = opened_by, submitted_at = e.submitted');
  await seedEvidence(
    tx,
    seeding,
    ended.filter((each) => each.outcome === 'approved').map((each) => each.memberId),
  );
  await move('in_checks', '');
  await run(
    `UPDATE application_stage s SET at = e.checks FROM e JOIN application a ON a.member_id = e.member
     WHERE s.application_id = a.id AND s.state = 'in_checks'`,
  );
  await move('withdrawn', ', closed_at = e.closed', `e.outcome = 'withdrawn'`);
  await move('ready', ', ready_at = e.ready', `e.outcome = 'approved'`);
  await run(
    `INSERT INTO decision (council_id, member_id, application_id, outcome, reason_code, reasons, decided_by, decided_at, effective_on)
     SELECT '${councilId}', a.member_id, a.id, CASE e.outcome WHEN 'approved' THEN 'approved' ELSE 'declined' END,
            nullif(e.outcome, 'approved'), 'As the file says.', '${approverId}', e.closed, e.closed::date
     FROM e JOIN application a ON a.member_id = e.member WHERE e.outcome <> 'withdrawn'`,
  );
  await move('approved', ', closed_at = e.closed', `e.outcome = 'approved'`);
  await move('declined', ', closed_at = e.closed', `e.outcome NOT IN ('approved', 'withdrawn')`);
}

const ROWS = `SELECT * FROM jsonb_to_recordset($1) AS r (member uuid, outcome text, opened timestamptz, submitted timestamptz,
  checks timestamptz, ready timestamptz, closed timestamptz)`;
