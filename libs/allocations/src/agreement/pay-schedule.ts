import {Injectable} from '@nestjs/common';
import {requirePermission, type Principal} from '@app/identity';
import type {Day, Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';

export interface PaymentView {
  id: string;
  holderName: string;
  purpose: string;
  lineId: string;
  startsOn: Day;
  endsOn: Day;
  state: 'paid' | 'withheld';
  pence: Pence;
  why: 'agreement' | null;
  recordedAt: Date;
  /** Withheld, and not paid since. */
  open: boolean;
}

/** A row of a schedule: what it says in the file, and what is kept of it. */
export interface PlannedPayment {
  periodId: string;
  state: 'paid' | 'withheld';
  duePence: Pence;
  person: string;
  agreement: string;
  from: Day;
  to: Day;
  about: string;
  /** Nought where it is withheld. */
  pence: Pence;
}

const NOT_PAID = 'not paid: the agreement is not signed';
const WHOSE = `coalesce(h.council_reference, h.id::text) AS person, coalesce(l.reference, l.id::text) AS agreement,
  p.starts_on AS "from", p.ends_on AS "to"`;

/**
 * Of each period of a direct payment that begins in these days, or was on a schedule before: what the ledger says was
 * given and no schedule paid yet. Before the agreement stands it is withheld, and looked at again by the next schedule.
 * Schedules of a council follow each other.
 */
export async function plannedPayments(
  tx: Tx,
  {councilId, from, to, today, through}: {councilId: string; from: Day; to: Day; today: Day; through: number},
): Promise<PlannedPayment[]> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 13))`, [councilId]);
  return tx.query<PlannedPayment[]>(
    `SELECT due."periodId", due.person, due.agreement, due."from", due."to", due.pence AS "duePence",
            CASE WHEN due.stands THEN 'paid' ELSE 'withheld' END AS state,
            CASE WHEN due.stands THEN due.paid_to ELSE '${NOT_PAID}' END AS about,
            CASE WHEN due.stands THEN due.pence ELSE 0 END AS pence
     FROM (
       SELECT p.id AS "periodId", ${WHOSE}, coalesce(l.paid_to, l.deployment) AS paid_to,
              agreement_stands($1, b.holder_id, $4) AS stands,
              ((SELECT coalesce(-sum(e.amount_pence), 0) FROM ledger_entry e
                WHERE e.period_id = p.id AND e.account = 'allocated' AND e.id <= $5)
               - (SELECT coalesce(sum(y.pence), 0) FROM payment y WHERE y.period_id = p.id AND y.state = 'paid'))::bigint AS pence
       FROM budget_period p JOIN budget_line l ON l.id = p.line_id JOIN budget b ON b.id = l.budget_id
       JOIN person h ON h.id = b.holder_id
       WHERE l.deployment = 'direct_payment' AND (p.starts_on BETWEEN $2::date AND $3::date
         OR p.starts_on < $2::date AND EXISTS (SELECT FROM payment y WHERE y.period_id = p.id))
     ) due WHERE due.pence <> 0 ORDER BY due.person, due.agreement, due."from"`,
    [councilId, from, to, today, through],
  );
}

export async function keepPayments(
  tx: Tx,
  {councilId, exportId}: {councilId: string; exportId: string},
  planned: readonly PlannedPayment[],
): Promise<void> {
  await tx.query(
    `INSERT INTO payment (council_id, export_id, period_id, state, pence, why)
     SELECT $1, $2, y.period_id, y.state, y.pence, CASE WHEN y.state = 'withheld' THEN 'agreement' END
     FROM unnest($3::uuid[], $4::text[], $5::bigint[]) AS y (period_id, state, pence)`,
    [
      ...[councilId, exportId, planned.map((each) => each.periodId)],
      ...[planned.map((each) => each.state), planned.map((each) => each.duePence)],
    ],
  );
}

/** The rows of a schedule that was made, as its file says them. */
export function keptPayments(
  tx: Tx,
  exportId: string,
): Promise<Omit<PlannedPayment, 'periodId' | 'state' | 'duePence'>[]> {
  return tx.query(
    `SELECT ${WHOSE}, CASE y.state WHEN 'paid' THEN coalesce(l.paid_to, l.deployment) ELSE '${NOT_PAID}' END AS about,
            CASE y.state WHEN 'paid' THEN y.pence ELSE 0 END AS pence
     FROM payment y JOIN budget_period p ON p.id = y.period_id JOIN budget_line l ON l.id = p.line_id
     JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id
     WHERE y.export_id = $1 ORDER BY person, agreement, "from"`,
    [exportId],
  );
}

/** What was paid, and what was not, with why. */
@Injectable()
export class ReadPayments {
  constructor(private readonly uow: UnitOfWork) {}

  /** What is withheld first, then the newest. @throws FORBIDDEN */
  list(principal: Principal): Promise<PaymentView[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<PaymentView[]>(
        `SELECT y.id, h.name AS "holderName", l.purpose, l.id AS "lineId", p.starts_on AS "startsOn", p.ends_on AS "endsOn",
                y.state, y.pence, y.why, y.recorded_at AS "recordedAt",
                y.state = 'withheld' AND NOT EXISTS (SELECT FROM payment n WHERE n.period_id = y.period_id
                  AND (n.state = 'paid' OR n.recorded_at > y.recorded_at)) AS open
         FROM payment y JOIN budget_period p ON p.id = y.period_id JOIN budget_line l ON l.id = p.line_id
         JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id
         ORDER BY open DESC, y.recorded_at DESC, y.id LIMIT 300`,
      ),
    );
  }
}
