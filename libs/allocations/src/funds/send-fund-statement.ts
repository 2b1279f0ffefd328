import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {addMonths, Clock, DomainError, invalid, londonDay, type Day, type Pence} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {FundLines, type FundMonth} from './fund-lines.js';
import {FundStatement} from './fund.entity.js';
import {availableBy} from './fund-money.js';
import {bought, priceOf, settleMonth, type SettledHours} from './hours.js';

/** What a statement would say, before it is sent. */
export interface DraftStatement extends SettledHours {
  month: Day;
  hourPence: Pence;
  managementPence: Pence;
  fundedPence: Pence;
  carryBefore: number;
  carryAfter: number;
  costPence: Pence;
  poolId: string | null;
}

/** The month's statement of a fund: sent to the person, who confirms or queries it. */
@Injectable()
export class SendFundStatement {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lines: FundLines,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, NO_PRICE, MONTH_ORDER, TOO_MANY_HOURS, ALLOCATION_INSUFFICIENT */
  async run(principal: Principal, lineId: string, month: Day, pooledMinutes: number): Promise<string> {
    const now = this.clock.now();
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        await this.lines.require(tx, principal, lineId);
        await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 11))`, [lineId]);
        const draft = await this.draft(tx, lineId, month, pooledMinutes);
        requireOver(month, londonDay(now));
        await requireMoney(tx, lineId, draft);
        const {councilId, personId} = principal;
        const row = {...draft, councilId, lineId, sentBy: personId, sentAt: now, state: 'sent' as const};
        const {identifiers} = await tx.insert(FundStatement, row);
        const {id} = identifiers[0] as {id: string};
        const subject = {kind: 'budget_line', id: lineId};
        const after = {statement_id: id, ...draft};
        await this.audit.record(tx, {...by(principal), action: 'fund_statement.sent', subject, after});
        await this.outbox.publish(tx, councilId, 'fund_statement.sent', id);
        return id;
      });
    } catch (error) {
      const constraint = databaseError(error)?.constraint ?? '';
      if (!['fund_statement_line_id_month_key', 'fund_statement_goes_on'].includes(constraint)) throw error;
      throw monthOrder();
    }
  }

  /** @throws VALIDATION_FAILED, NO_PRICE, MONTH_ORDER, TOO_MANY_HOURS */
  async draft(tx: Tx, lineId: string, month: Day, pooledMinutes: number): Promise<DraftStatement> {
    const terms = await this.lines.month(tx, lineId, month);
    if (!terms)
      throw new DomainError(
        'refused',
        'NO_PRICE',
        'No price an hour is agreed for this month. Ask the council to record it.',
      );
    const [last] = await tx.query<{month: Day; banked: number; carry: number}[]>(
      `SELECT month, banked_minutes AS banked, carry_after AS carry FROM fund_statement
       WHERE line_id = $1 AND state <> 'queried' ORDER BY month DESC LIMIT 1`,
      [lineId],
    );
    if (last && month !== addMonths(last.month, 1)) throw monthOrder();
    return settled(terms, {...(await inMonth(tx, lineId, month)), pooledMinutes}, last);
  }
}

interface InMonth {
  usedMinutes: number;
  returnedMinutes: number;
  pooledMinutes: number;
  poolId: string | null;
}

async function inMonth(tx: Tx, lineId: string, month: Day): Promise<Omit<InMonth, 'pooledMinutes'>> {
  const [found] = await tx.query<[Omit<InMonth, 'pooledMinutes'>]>(
    `SELECT (SELECT coalesce(sum(minutes), 0)::integer FROM fund_use WHERE line_id = $1 AND removed_at IS NULL
               AND on_day >= $2 AND on_day < $3) AS "usedMinutes",
            (SELECT coalesce(sum(returned_minutes), 0)::integer FROM pool_member WHERE line_id = $1
               AND left_on >= $2 AND left_on < $3) AS "returnedMinutes",
            (SELECT pool_id FROM pool_member WHERE line_id = $1 AND joined_on < $3 AND left_on IS NULL) AS "poolId"`,
    [lineId, month, addMonths(month, 1)],
  );
  return found;
}

function settled(terms: FundMonth, month: InMonth, last: {banked: number; carry: number} | undefined): DraftStatement {
  const {hourPence, managementPence, fundedPence, rule} = terms;
  const {pooledMinutes, poolId} = month;
  if (!Number.isInteger(pooledMinutes) || pooledMinutes < 0) {
    throw invalid({field: 'pooled', message: 'Give how many hours and minutes go into the pool.'});
  }
  if (pooledMinutes > 0 && !poolId) {
    throw invalid({field: 'pooled', message: 'Only who said yes to a pool puts hours into it.'});
  }
  const carryBefore = last?.carry ?? 0;
  const {minutes: addedMinutes, carryAfter} = bought(fundedPence - managementPence, hourPence, carryBefore);
  const {usedMinutes, returnedMinutes} = month;
  const beforeMinutes = last?.banked ?? 0;
  const hours = settleMonth({beforeMinutes, addedMinutes, returnedMinutes, usedMinutes, pooledMinutes}, rule);
  if (!hours) {
    const over = usedMinutes + pooledMinutes - beforeMinutes - addedMinutes - returnedMinutes;
    const message = `${over} minutes more were used or pooled than there are. Take some out, or ask the council for a review.`;
    throw new DomainError('refused', 'TOO_MANY_HOURS', message, {fields: [{field: 'pooled', message}]});
  }
  const costPence = priceOf(usedMinutes + pooledMinutes, hourPence) + managementPence;
  return {
    ...hours,
    ...{month: terms.month, hourPence, managementPence, fundedPence, carryBefore, carryAfter, costPence},
    poolId: pooledMinutes > 0 ? poolId : null,
  };
}

/** A month is stated when it is over. */
function requireOver(month: Day, today: Day): void {
  if (addMonths(month, 1) <= today) return;
  throw invalid({field: 'month', message: 'The month is not over yet.'});
}

async function requireMoney(tx: Tx, lineId: string, {month, costPence}: DraftStatement): Promise<void> {
  const periods = await availableBy(tx, lineId, month);
  const left = periods.reduce((sum, each) => sum + Math.max(each.availablePence, 0), 0);
  if (costPence <= left) return;
  throw new DomainError(
    'refused',
    'ALLOCATION_INSUFFICIENT',
    'The fund has less money left than this month costs. Ask the council.',
    {
      facts: {needed_pence: costPence, available_pence: left},
    },
  );
}

function monthOrder(): DomainError {
  return new DomainError(
    'refused',
    'MONTH_ORDER',
    'Statements follow each other month by month. Send the one of the month after the last.',
  );
}
