import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {
  Clock,
  DomainError,
  formatDay,
  formatPounds,
  invalid,
  isDay,
  londonDay,
  notFound,
  type Day,
  type Pence,
} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {Funds} from '../ledger/funds.js';
import {Ledger, type PeriodAmount} from '../ledger/ledger.js';
import {SurplusLetter, type SurplusDecision} from './surplus-letter.entity.js';
import {surplusOf} from './surplus-sum.js';

export interface NewDecision {
  decision: SurplusDecision;
  /** How much is saved or taken back; nothing when it is left. */
  pence: Pence;
  /** The person reads it. */
  reason: string;
  lookAgainOn: Day | null;
}

/** What the council decides once the person has answered or the time is over: leave it, save it as agreed, or take it back. */
@Injectable()
export class DecideSurplus {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, TIME_TO_ANSWER, ILLEGAL_TRANSITION, SURPLUS_SMALLER */
  run(principal: Principal, id: string, given: NewDecision): Promise<void> {
    requirePermission(principal, 'budget:manage');
    const {councilId, personId} = principal;
    const now = this.clock.now();
    const today = londonDay(now);
    return this.uow.run(councilId, async (tx) => {
      const letter = await tx.findOne(SurplusLetter, {where: {id}, lock: {mode: 'for_no_key_update'}});
      if (!letter) throw notFound('letter');
      const reason = requireText('reason', given.reason, 'Say why, in words for the person', 2_000);
      requireDue(letter, today);
      const pence = given.decision === 'leave' ? 0 : requireSum(given, letter);
      requireLookAgain(given, today);
      const from = await this.lock(tx, letter.lineId, today, {...given, pence});
      await tx.update(
        SurplusLetter,
        {id},
        {
          ...{decision: given.decision, decidedPence: pence, decisionReason: reason, lookAgainOn: given.lookAgainOn},
          ...{decidedBy: personId, decidedAt: now},
        },
      );
      const cause = {...by(principal), kind: 'surplus_letter', id};
      if (given.decision === 'reclaim') await this.ledger.reclaim(tx, cause, from);
      if (given.decision === 'save') await this.ledger.ringFence(tx, cause, 'keep', from);
      const subject = {kind: 'budget_line', id: letter.lineId};
      const after = {letter_id: id, decision: given.decision, pence, look_again_on: given.lookAgainOn};
      await this.audit.record(tx, {...by(principal), action: 'surplus_letter.decided', subject, reason, after});
      await this.outbox.publish(tx, councilId, 'surplus_letter.decided', id);
    });
  }

  /** The periods it comes from, the oldest first, locked. @throws SURPLUS_SMALLER when less is left than the letter said */
  private async lock(tx: Tx, lineId: string, today: Day, {pence, decision}: NewDecision): Promise<PeriodAmount[]> {
    if (pence === 0) return [];
    const begun = () =>
      tx.query<{id: string; availablePence: Pence}[]>(
        `SELECT p.id, b.available_pence AS "availablePence" FROM budget_period p JOIN period_balance b ON b.period_id = p.id
         WHERE p.line_id = $1 AND p.starts_on <= $2 ORDER BY p.starts_on`,
        [lineId, today],
      );
    await this.funds.lockById(
      tx,
      (await begun()).map((row) => row.id),
    );
    // Read again under the lock, and without what an officer lets it overdraw.
    const periods = await begun();
    const sum = await surplusOf(tx, lineId, today);
    const now = (decision === 'reclaim' ? sum?.mayReclaimPence : sum?.surplusPence) ?? 0;
    if (pence > now) {
      const left = formatPounds(Math.max(now, 0));
      const message = `Since the letter something changed: today it is no more than ${left}. Choose no more than that.`;
      throw new DomainError('refused', 'SURPLUS_SMALLER', message, {fields: [{field: 'pence', message}]});
    }
    let missing = pence;
    return periods.flatMap(({id: periodId, availablePence}) => {
      const part = Math.min(missing, Math.max(availablePence, 0));
      missing -= part;
      return part > 0 ? [{periodId, pence: part}] : [];
    });
  }
}

/** @throws ILLEGAL_TRANSITION, TIME_TO_ANSWER */
function requireDue({decidedAt, answeredAt, answerBy}: SurplusLetter, today: Day): void {
  if (decidedAt) throw new DomainError('refused', 'ILLEGAL_TRANSITION', 'This was decided already.');
  if (answeredAt || today > answerBy) return;
  const message = `They have until ${formatDay(answerBy, {})} to answer, and have not yet. Nothing is decided before.`;
  throw new DomainError('refused', 'TIME_TO_ANSWER', message);
}

function requireSum({pence, decision}: NewDecision, {surplusPence, ownSurplusPence}: SurplusLetter): Pence {
  const most = decision === 'reclaim' ? surplusPence - ownSurplusPence : surplusPence;
  if (Number.isSafeInteger(pence) && pence >= 1 && pence <= most) return pence;
  const amount = formatPounds(most);
  if (most === surplusPence) throw invalid({field: 'pence', message: `Give an amount from 1p to ${amount}.`});
  const message = `Give an amount from 1p to ${amount}: the rest of what is left over is what the person paid in.`;
  throw invalid({field: 'pence', message});
}

function requireLookAgain({decision, lookAgainOn}: NewDecision, today: Day): void {
  if (lookAgainOn === null && decision !== 'leave') return;
  if (lookAgainOn !== null && isDay(lookAgainOn) && lookAgainOn > today) return;
  throw invalid({field: 'look_again_on', message: 'Say on which day to come you look at it again.'});
}
