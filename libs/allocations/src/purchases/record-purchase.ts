import {Injectable} from '@nestjs/common';
import {AuditTrail, by, linesFor, MayAct, requireText, type Principal} from '@app/identity';
import {Clock, forbidden, invalid, isDay, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ReadBudgets, type LineView} from '../budget/read-budgets.js';
import {Funds, type LockedPeriod} from '../ledger/funds.js';
import {Ledger} from '../ledger/ledger.js';
import {PAID_WITH, type PaidWith} from './purchase.entity.js';
import {unusualOf} from './unusual.js';

export interface NewPurchase {
  lineId: string;
  what: string;
  boughtOn: Day;
  pence: Pence;
  /** Of it, what they paid with their own money. */
  ownPence: Pence;
  paidWith: PaidWith;
  /** Sent twice with one key, it is recorded once. */
  formKey: string;
}

const MOST = 100_000_000;

/** Writes down what somebody bought: they, or whoever may spend for them. Nothing is refused because it cost too much. */
@Injectable()
export class RecordPurchase {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly budgets: ReadBudgets,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, VALIDATION_FAILED */
  async run(principal: Principal, purchase: NewPurchase): Promise<string> {
    if (!principal.permissions.has('budget:spend')) throw forbidden('You do not have permission to do this.');
    const what = requireText('what', purchase.what, 'Say what it was', 200);
    requireSums(purchase);
    const today = londonDay(this.clock.now());
    if (!isDay(purchase.boughtOn) || purchase.boughtOn > today) {
      throw invalid({field: 'bought_on', message: 'Give a day that has come, like 2027-03-27.'});
    }
    return this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'write_purchases');
      const lines = await this.budgets.linesOf(tx, holderId, linesFor(principal, 'write_purchases'));
      const line = lines.find((each) => each.id === purchase.lineId);
      if (!line) throw notFound('budget line');
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 7))`, [purchase.formKey]);
      const known = await recorded(tx, purchase.formKey, line.id);
      return known ?? this.insert(tx, principal, line, {...purchase, what}, today);
    });
  }

  private async insert(
    tx: Tx,
    principal: Principal,
    line: LineView,
    purchase: NewPurchase,
    today: Day,
  ): Promise<string> {
    const {lineId, boughtOn, pence, ownPence, paidWith, what, formKey} = purchase;
    const period = await this.periodFor(tx, lineId, boughtOn);
    const linePence = Math.min(pence - ownPence, Math.max(period?.availablePence ?? 0, 0));
    const beyondPence = pence - ownPence - linePence;
    const weeklyPence = line.weeklyPence + line.contributionWeeklyPence;
    const unusual = await unusualOf(tx, {lineId, boughtOn, pence, beyondPence, weeklyPence}, today);
    const [row] = await tx.query<[{id: string}]>(
      `INSERT INTO purchase (council_id, line_id, period_id, bought_on, what, paid_with, pence, line_pence, own_pence,
                             beyond_pence, unusual, form_key, recorded_by, recorded_how)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`,
      [
        ...[principal.councilId, lineId, period?.id ?? null, boughtOn, what, paidWith, pence, linePence, ownPence],
        ...[beyondPence, unusual, formKey, principal.personId, principal.actingFor?.contact?.how ?? null],
      ],
    );
    if (period) {
      await this.ledger.buy(tx, {...by(principal), kind: 'purchase', id: row.id}, [
        {periodId: period.id, pence: linePence},
      ]);
    }
    await this.audit.record(tx, {
      ...by(principal),
      action: 'purchase.recorded',
      subject: {kind: 'budget_line', id: lineId},
      after: {purchase_id: row.id, pence, line_pence: linePence, own_pence: ownPence, beyond_pence: beyondPence},
    });
    return row.id;
  }

  /** The period of the day; when it is closed, the first open one after it. Null when no money was set. */
  private async periodFor(tx: Tx, lineId: string, day: Day): Promise<LockedPeriod | null> {
    const [own] = await this.funds.lock(tx, [lineId], {startsOn: day, endsOn: day});
    if (own) return own;
    const [next] = await tx.query<{id: string}[]>(
      `SELECT p.id FROM budget_period p JOIN period_balance b ON b.period_id = p.id
       WHERE p.line_id = $1 AND p.starts_on > $2 AND b.closed_at IS NULL
         AND EXISTS (SELECT FROM budget_period c WHERE c.line_id = $1 AND $2::date BETWEEN c.starts_on AND c.ends_on)
       ORDER BY p.starts_on LIMIT 1`,
      [lineId, day],
    );
    return next ? ((await this.funds.lockById(tx, [next.id]))[0] ?? null) : null;
  }
}

async function recorded(tx: Tx, formKey: string, lineId: string): Promise<string | null> {
  const [row] = await tx.query<{id: string; lineId: string}[]>(
    `SELECT id, line_id AS "lineId" FROM purchase WHERE form_key = $1`,
    [formKey],
  );
  if (row && row.lineId !== lineId) throw invalid({field: 'form_key', message: 'Open the form again.'});
  return row?.id ?? null;
}

function requireSums({pence, ownPence, paidWith}: NewPurchase): void {
  if (!Number.isSafeInteger(pence) || pence < 1 || pence > MOST) {
    throw invalid({field: 'pence', message: 'Give an amount from 1p to £1,000,000.'});
  }
  if (!Number.isSafeInteger(ownPence) || ownPence < 0 || ownPence > pence) {
    throw invalid({field: 'own_pence', message: 'Your own money cannot be more than what it cost.'});
  }
  if (!PAID_WITH.includes(paidWith)) throw invalid({field: 'paid_with', message: 'Say how it was paid.'});
}
