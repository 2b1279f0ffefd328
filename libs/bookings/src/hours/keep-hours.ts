import {by, type Principal} from '@app/identity';
import {DomainError, formatTime, notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Visit} from '../visit/visit.entity.js';
import type {Hours} from './hours-cost.js';
import type {Pay} from './pay.js';

/** How something that was sent from a phone is told from being sent again. */
export interface Sent {
  key: string;
  /** When it was written down without signal; null when it was sent at once. */
  madeAt: Date | null;
}

export interface KeptHours {
  hours: Hours;
  pay: Pay;
  at: Date;
  sent: Sent | null;
  /** Why whoever approves put them right; null when who came records them. */
  reason: string | null;
}

/** Writes the record, and what the visit now says. */
export async function keepHours(tx: Tx, principal: Principal, visitId: string, kept: KeptHours): Promise<void> {
  const {hours, pay, at, sent, reason} = kept;
  const miles = hours.miles === null ? null : String(hours.miles);
  await tx.query(
    `INSERT INTO hours_record (council_id, visit_id, kind, form_key, started_at, ended_at, miles, work_pence,
       mileage_pence, expense_pence, parts, reason, recorded_by, recorded_how, made_at, recorded_at, awake_minutes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      ...[principal.councilId, visitId, reason === null ? 'recorded' : 'corrected', sent?.key ?? null],
      ...[hours.startedAt, hours.endedAt, miles, pay.workPence, pay.mileagePence, pay.expensePence],
      ...[JSON.stringify(pay.parts), reason, principal.personId, principal.actingFor?.contact?.how ?? null],
      ...[sent?.madeAt ?? null, at, hours.awakeMinutes ?? null],
    ],
  );
  const who = reason === null ? {recordedBy: principal.personId} : {};
  const what = {startedAt: hours.startedAt, endedAt: hours.endedAt, miles, actualPence: pay.totalPence};
  await tx.update(
    Visit,
    {id: visitId},
    {...what, ...who, state: 'recorded', recordedAt: at, queryReason: null, noShow: null},
  );
}

/** What the trail says of them. */
export function hoursEntry(principal: Principal, visitId: string, action: string, {hours, pay, sent}: KeptHours) {
  return {
    ...by(principal),
    action,
    subject: {kind: 'visit', id: visitId},
    after: {
      ...{started_at: hours.startedAt, ended_at: hours.endedAt, miles: hours.miles, actual_pence: pay.totalPence},
      ...(sent?.madeAt ? {made_at: sent.madeAt} : {}),
    },
  };
}

/**
 * What was recorded with this key, when it was: the same sending that has come once more.
 * @throws IDEMPOTENCY_CONFLICT when the key was used for something else
 */
export async function alreadySent(tx: Tx, visitId: string, hours: Hours, {key}: Sent): Promise<number | null> {
  const [row] = await tx.query<
    {visitId: string; startedAt: Date; endedAt: Date; miles: number | null; awake: number | null; totalPence: number}[]
  >(
    `SELECT visit_id AS "visitId", started_at AS "startedAt", ended_at AS "endedAt", miles::float8 AS miles,
            awake_minutes AS awake, (work_pence + mileage_pence + expense_pence)::bigint AS "totalPence"
     FROM hours_record WHERE form_key = $1`,
    [key],
  );
  if (!row) return null;
  const same =
    row.visitId === visitId &&
    row.startedAt.getTime() === hours.startedAt.getTime() &&
    row.endedAt.getTime() === hours.endedAt.getTime() &&
    row.miles === hours.miles &&
    (row.awake ?? 0) === (hours.awakeMinutes ?? 0);
  if (same) return row.totalPence;
  throw new DomainError(
    'conflict',
    'IDEMPOTENCY_CONFLICT',
    'This Idempotency-Key was used for another request. Use a new key for a new request.',
  );
}

/** Written down without signal, while somebody sent other hours for the same visit: neither may wipe out the other. */
export function sentMeanwhile(visit: Visit): DomainError {
  if (!visit.startedAt || !visit.endedAt) return notFound('visit');
  const [from, to] = [formatTime(visit.startedAt), formatTime(visit.endedAt)];
  return new DomainError(
    'conflict',
    'HOURS_SENT_ALREADY',
    `Hours for this visit have been sent already: ${from} to ${to}. These were not sent.`,
    {facts: {started_at: visit.startedAt, ended_at: visit.endedAt}},
  );
}
