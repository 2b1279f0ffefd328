import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {DomainError, formatPounds, invalid, notFound, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {Funds, requireAvailable} from '../ledger/funds.js';
import {Ledger, type Cause} from '../ledger/ledger.js';
import {MOVE_KINDS, PURPOSES, type MoveKind, type Purpose} from './money-move.entity.js';
import {nextOpen} from './next-open.js';

export interface NewMove {
  kind: MoveKind;
  pence: Pence;
  /** Of money kept apart or given back: for what. */
  purpose: Purpose | null;
  reason: string;
}

const MOST = 100_000_000;

/** A finance officer keeps money of a period apart, gives it back, notes a contribution, writes off, rolls over. */
@Injectable()
export class MoveMoney {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ALLOCATION_INSUFFICIENT, TOO_MUCH, NO_NEXT_PERIOD */
  async run(principal: Principal, periodId: string, move: NewMove): Promise<string> {
    requirePermission(principal, 'budget:manage');
    const reason = requireMove(move);
    return this.uow.run(principal.councilId, async (tx) => {
      const next = move.kind === 'roll_over' ? await nextOpen(tx, periodId) : null;
      const periods = await this.funds.lockById(tx, next ? [periodId, next] : [periodId]);
      const period = periods.find((each) => each.id === periodId);
      if (!period) throw notFound('period');
      const [{id}] = await tx.query<[{id: string}]>(
        `INSERT INTO money_move (council_id, period_id, kind, pence, purpose, reason, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [principal.councilId, periodId, move.kind, move.pence, move.purpose, reason, principal.personId],
      );
      const amount = {periodId, pence: move.pence};
      if (['keep', 'roll_over'].includes(move.kind)) requireAvailable(periods, [amount]);
      await this.post(tx, {...by(principal), kind: 'money_move', id}, move, amount, next);
      const subject = {kind: 'budget_line', id: period.lineId};
      const after = {move_id: id, period_id: periodId, kind: move.kind, pence: move.pence, purpose: move.purpose};
      await this.audit.record(tx, {...by(principal), action: 'money.moved', subject, reason, after});
      return id;
    });
  }

  private async post(
    tx: Tx,
    cause: Cause,
    {kind, pence}: NewMove,
    amount: {periodId: string; pence: Pence},
    next: string | null,
  ): Promise<void> {
    const {periodId} = amount;
    switch (kind) {
      case 'keep':
        return this.ledger.ringFence(tx, cause, 'keep', [amount]);
      case 'give_back':
        await requireNoMoreThan(tx, periodId, pence, 'kept');
        return this.ledger.ringFence(tx, cause, 'give_back', [amount]);
      case 'contribution_paid':
        await requireNoMoreThan(tx, periodId, pence, 'due');
        return this.ledger.contribute(tx, cause, [amount]);
      case 'write_off':
        await requireNoMoreThan(tx, periodId, pence, 'overdrawn');
        return this.ledger.writeOff(tx, cause, [amount]);
      case 'roll_over':
        if (!next) {
          throw new DomainError(
            'refused',
            'NO_NEXT_PERIOD',
            'No later period of this line is open to roll it over to.',
          );
        }
        return this.ledger.rollOver(tx, cause, amount, next);
    }
  }
}

const SUMS = {
  kept: 'ring_fenced_pence',
  due: 'contribution_pence - contribution_paid_pence',
  overdrawn: 'greatest(-available_pence, 0)',
};

/** The period is locked. @throws TOO_MUCH with the figure */
async function requireNoMoreThan(tx: Tx, periodId: string, pence: Pence, what: keyof typeof SUMS): Promise<void> {
  const [row] = await tx.query<{most: Pence}[]>(
    `SELECT ${SUMS[what]} AS most FROM period_balance WHERE period_id = $1`,
    [periodId],
  );
  const most = Number(row?.most ?? 0);
  if (pence <= most) return;
  const amount = formatPounds(Math.max(most, 0));
  const message = `There is ${amount} of this in the period. Give that or less.`;
  throw new DomainError('refused', 'TOO_MUCH', message, {fields: [{field: 'pence', message}]});
}

function requireMove({kind, pence, purpose, reason}: NewMove): string {
  if (!MOVE_KINDS.includes(kind)) throw invalid({field: 'kind', message: `Choose one of ${MOVE_KINDS.join(', ')}.`});
  if (!Number.isSafeInteger(pence) || pence < 1 || pence > MOST) {
    throw invalid({field: 'pence', message: 'Give an amount from 1p to £1,000,000, in whole pence.'});
  }
  const kept = kind === 'keep' || kind === 'give_back';
  if (kept && (!purpose || !PURPOSES.includes(purpose))) {
    throw invalid({field: 'purpose', message: 'Say what it is kept apart for.'});
  }
  if (!kept && purpose) throw invalid({field: 'purpose', message: 'Only money that is kept apart has a purpose.'});
  return requireText('reason', reason, 'Say why', 1_000);
}
