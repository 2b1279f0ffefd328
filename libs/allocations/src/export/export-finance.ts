import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, writeCsv, type Tx} from '@app/platform';
import {keepPayments, keptPayments, plannedPayments} from '../agreement/pay-schedule.js';
import {EXPORT_KINDS, FinanceExport, type ExportKind} from './finance-export.entity.js';
import {settledThrough} from './settled-through.js';

export interface ExportedFile {
  reference: string;
  rows: number;
  totalPence: Pence;
  digest: string;
  csv: string;
}

export interface MadeFile extends Omit<ExportedFile, 'digest' | 'csv'> {
  kind: ExportKind;
  from: Day;
  to: Day;
  madeAt: Date;
}

interface Line {
  person: string;
  agreement: string;
  from: Day;
  to: Day;
  about: string;
  pence: Pence;
}

/** Files for the finance system: what was spent, what is to be paid and when, and what was left over. */
@Injectable()
export class ExportFinance {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Asked for again, the same days give the same file, whatever has happened since.
   * @throws FORBIDDEN, VALIDATION_FAILED
   */
  async run(principal: Principal, kind: ExportKind, from: Day, to: Day): Promise<ExportedFile> {
    requirePermission(principal, 'budget:manage');
    if (!EXPORT_KINDS.includes(kind))
      throw invalid({field: 'kind', message: `Choose one of ${EXPORT_KINDS.join(', ')}.`});
    for (const [field, day] of Object.entries({from, to})) {
      if (!isDay(day)) throw invalid({field, message: 'Give a day, like 2027-03-27.'});
    }
    if (to < from) throw invalid({field: 'to', message: 'The last day cannot be before the first.'});
    return this.uow.run(principal.councilId, async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 10))`, [
        `${principal.councilId} ${kind} ${from} ${to}`,
      ]);
      const known = await tx.findOneBy(FinanceExport, {kind, fromDay: from, toDay: to});
      if (known) return again(tx, known);
      const made = await this.make(tx, principal, kind, from, to);
      const subject = {kind: 'finance_export', id: made.id};
      const {reference, rows, totalPence} = made.file;
      await this.audit.record(tx, {
        ...by(principal),
        action: 'finance_export.made',
        subject,
        after: {kind, from, to, reference, rows, total_pence: totalPence},
      });
      return made.file;
    });
  }

  /** Those that were made, the newest first. @throws FORBIDDEN */
  list(principal: Principal): Promise<MadeFile[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<MadeFile[]>(
        `SELECT kind, from_day AS "from", to_day AS "to", reference, rows, total_pence AS "totalPence", made_at AS "madeAt"
         FROM finance_export ORDER BY made_at DESC, id DESC LIMIT 100`,
      ),
    );
  }

  private async make(tx: Tx, principal: Principal, kind: ExportKind, from: Day, to: Day) {
    const through = await settledThrough(tx);
    const reference = `${kind.toUpperCase()}-${from}-${to}`;
    const today = londonDay(this.clock.now());
    const planned =
      kind === 'payments'
        ? await plannedPayments(tx, {councilId: principal.councilId, from, to, today, through})
        : null;
    const file = fileOf(kind, reference, planned ?? (await linesOf(tx, kind, {from, to, through, madeAt: null})));
    const [{id}] = await tx.query<[{id: string}]>(
      `INSERT INTO finance_export (council_id, kind, from_day, to_day, reference, through_entry, rows, total_pence, digest, made_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
      [
        ...[principal.councilId, kind, from, to, reference, through],
        ...[file.rows, file.totalPence, file.digest, principal.personId],
      ],
    );
    if (planned) await keepPayments(tx, {councilId: principal.councilId, exportId: id}, planned);
    return {id, file};
  }
}

async function again(tx: Tx, known: FinanceExport): Promise<ExportedFile> {
  const {kind, fromDay: from, toDay: to, throughEntry: through, reference, digest, madeAt} = known;
  // A schedule is what it paid; one from before payments were kept is worked out from the ledger, as it was then.
  const kept = kind === 'payments' ? await keptPayments(tx, known.id) : [];
  const lines = kept.length ? kept : await linesOf(tx, kind, {from, to, through, madeAt});
  const file = fileOf(kind, reference, lines);
  if (file.digest !== digest) {
    throw new DomainError(
      'conflict',
      'EXPORT_CHANGED',
      'This file cannot be made again as it was. Have the ledger verified.',
    );
  }
  return file;
}

const LINES = ['person_reference', 'agreement', 'from', 'to', 'about', 'amount'];
const HEADINGS: Record<ExportKind, readonly string[]> = {
  ...{actuals: LINES, payments: LINES, underspend: LINES},
  general_ledger: ['cost_centre', 'subjective', 'from', 'to', 'narrative', 'amount'],
};

/** The file's reference and its control totals stand in its last row. */
function fileOf(kind: ExportKind, reference: string, lines: readonly Line[]): ExportedFile {
  const pounds = (pence: Pence) => (pence / 100).toFixed(2);
  const totalPence = lines.reduce((sum, each) => sum + each.pence, 0);
  const csv = writeCsv([
    HEADINGS[kind],
    ...lines.map((each) => [each.person, each.agreement, each.from, each.to, each.about, pounds(each.pence)]),
    [reference, `rows ${lines.length}`, '', '', 'total', pounds(totalPence)],
  ]);
  const digest = createHash('sha256').update(csv).digest('hex');
  return {reference, rows: lines.length, totalPence, digest, csv};
}

const WHOSE = `
  JOIN budget_period p ON p.id = e.period_id JOIN budget_line l ON l.id = p.line_id
  JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id`;
const COLUMNS = `coalesce(h.council_reference, h.id::text) AS person, coalesce(l.reference, l.id::text) AS agreement`;

const SQL: Record<ExportKind, string> = {
  // What was spent on a day, by what it was: visits, purchases, cancellations, and what took them back.
  actuals: `
    SELECT ${COLUMNS}, (j.at AT TIME ZONE 'Europe/London')::date AS "from", (j.at AT TIME ZONE 'Europe/London')::date AS "to",
           j.cause_kind AS about, sum(e.amount_pence)::bigint AS pence
    FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id ${WHOSE}
    WHERE e.id <= $3 AND e.account = 'spent' AND (j.at AT TIME ZONE 'Europe/London')::date BETWEEN $1 AND $2
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(e.amount_pence) <> 0 ORDER BY 1, 2, 3, 5`,
  // What is due on the first day of each period of a direct payment.
  payments: `
    SELECT ${COLUMNS}, p.starts_on AS "from", p.ends_on AS "to", coalesce(l.paid_to, l.deployment) AS about,
           (-sum(e.amount_pence))::bigint AS pence
    FROM ledger_entry e ${WHOSE}
    WHERE e.id <= $3 AND e.account = 'allocated' AND l.deployment = 'direct_payment' AND p.starts_on BETWEEN $1 AND $2
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(e.amount_pence) <> 0 ORDER BY 1, 2, 3`,
  // What was left when a period ended.
  underspend: `
    SELECT ${COLUMNS}, p.starts_on AS "from", p.ends_on AS "to", l.deployment AS about, sum(e.amount_pence)::bigint AS pence
    FROM ledger_entry e ${WHOSE}
    WHERE e.id <= $3 AND e.account = 'available' AND p.ends_on BETWEEN $1 AND $2
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(e.amount_pence) <> 0 ORDER BY 1, 2, 3`,
  // What the council's own ledger takes: a line for each code and what became of the money. What was paid in or came
  // back is a minus. A code that was recorded after the file was made is not of it.
  general_ledger: `
    SELECT coalesce(c.cost_centre, 'UNCODED') AS person, coalesce(c.subjective, 'UNCODED') AS agreement,
           $1::date AS "from", $2::date AS "to", e.account || ' ' || l.deployment AS about,
           sum(CASE e.account WHEN 'spent' THEN e.amount_pence ELSE -e.amount_pence END)::bigint AS pence
    FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id ${WHOSE}
    LEFT JOIN LATERAL (SELECT f.cost_centre, f.subjective FROM finance_code f
      WHERE f.deployment = l.deployment AND f.starts_on <= $2 AND f.recorded_at <= coalesce($4::timestamptz, now())
      ORDER BY f.starts_on DESC, f.recorded_at DESC, f.id DESC LIMIT 1) c ON true
    WHERE e.id <= $3 AND e.account IN ('spent', 'reclaimed', 'written_off', 'contribution_paid')
      AND (j.at AT TIME ZONE 'Europe/London')::date BETWEEN $1 AND $2
    GROUP BY 1, 2, 5 HAVING sum(e.amount_pence) <> 0 ORDER BY 1, 2, 5`,
};

function linesOf(
  tx: Tx,
  kind: ExportKind,
  {from, to, through, madeAt}: {from: Day; to: Day; through: number; madeAt: Date | null},
): Promise<Line[]> {
  const values = [from, to, through];
  return tx.query<Line[]>(SQL[kind], kind === 'general_ledger' ? [...values, madeAt] : values);
}
