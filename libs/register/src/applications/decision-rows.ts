import type {Principal} from '@app/identity';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {fourEyes} from '../register.errors.js';
import type {Application} from './application.entity.js';
import type {NewDecision} from './new-decision.js';

export interface LastWord {
  outcome: string;
  decidedBy: string;
  decidedAt: Date;
}

/** What was decided of an application last, a deferral too. */
export async function lastWord(tx: Tx, applicationId: string): Promise<LastWord | null> {
  const [row] = await tx.query<LastWord[]>(
    `SELECT outcome, decided_by AS "decidedBy", decided_at AS "decidedAt" FROM decision WHERE application_id = $1
     UNION ALL SELECT 'deferred', decided_by, decided_at FROM deferral WHERE application_id = $1
     ORDER BY "decidedAt" DESC LIMIT 1`,
    [applicationId],
  );
  return row ?? null;
}

/**
 * Whoever opened, handed in, recorded or wrote down anything does not decide; nor, after an appeal, whoever decided
 * before or answered it. The database holds to the same.
 * @throws FOUR_EYES
 */
export async function requireOthersWork(tx: Tx, {personId}: Principal, application: Application): Promise<void> {
  const [own] = await tx.query<unknown[]>(
    `SELECT FROM evidence WHERE member_id = $1 AND recorded_by = $3
     UNION ALL SELECT FROM written_down_by($2) AS w WHERE w = $3
     UNION ALL SELECT FROM decision WHERE application_id = $2 AND decided_by = $3
     UNION ALL SELECT FROM appeal p JOIN decision d ON d.id = p.decision_id
               WHERE d.application_id = $2 AND p.handled_by = $3 LIMIT 1`,
    [application.memberId, application.id, personId],
  );
  if (own || application.openedBy === personId || application.submittedBy === personId) throw fourEyes();
}

/** Those whom it keeps from deciding, but for who recorded evidence. */
export async function handlersOf(tx: Tx, {id, openedBy, submittedBy}: Application): Promise<string[]> {
  const rows = await tx.query<{id: string}[]>(
    `SELECT decided_by AS id FROM decision WHERE application_id = $1
     UNION SELECT written_down_by($1)
     UNION SELECT p.handled_by FROM appeal p JOIN decision d ON d.id = p.decision_id
           WHERE d.application_id = $1 AND p.handled_by IS NOT NULL`,
    [id],
  );
  return [openedBy, ...(submittedBy ? [submittedBy] : []), ...rows.map((row) => row.id)];
}

export async function insertDecision(
  tx: Tx,
  principal: Principal,
  application: Application,
  decision: NewDecision,
): Promise<string> {
  const [row] = await tx.query<{id: string}[]>(
    `INSERT INTO decision (council_id, member_id, application_id, outcome, reason_code, reasons, explanation,
                           decided_by, effective_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      principal.councilId,
      application.memberId,
      application.id,
      decision.outcome,
      decision.reasonCode ?? null,
      decision.reasons,
      decision.explanation ?? null,
      principal.personId,
      decision.effectiveOn,
    ],
  );
  return (row as {id: string}).id;
}

export async function insertDeferral(
  tx: Tx,
  principal: Principal,
  {id}: Application,
  {reasons, explanation}: Pick<NewDecision, 'reasons' | 'explanation'>,
  until: Day,
): Promise<void> {
  await tx.query(
    `INSERT INTO deferral (council_id, application_id, until_on, reasons, explanation, decided_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [principal.councilId, id, until, reasons, explanation ?? null, principal.personId],
  );
}
