import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {addDays, Clock, DomainError, londonDay, notFound} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork} from '@app/platform';
import {surplusOf, type SurplusSum} from './surplus-sum.js';

/** Writes to somebody about money beyond what their line may keep: the sum as it is today, and time to answer. */
@Injectable()
export class SendSurplusLetter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns the letter's id. @throws FORBIDDEN, NOT_FOUND, NO_SURPLUS, LETTER_OPEN */
  async run(principal: Principal, lineId: string): Promise<string> {
    requirePermission(principal, 'budget:manage');
    const {councilId, personId} = principal;
    const now = this.clock.now();
    const today = londonDay(now);
    try {
      return await this.uow.run(councilId, async (tx) => {
        const sum = await surplusOf(tx, lineId, today);
        if (!sum) throw notFound('budget line');
        requireSurplus(sum);
        const [rule] = await tx.query<[{answerDays: number}]>(
          `SELECT answer_days AS "answerDays" FROM surplus_rule WHERE starts_on <= $1 AND (council_id IS NULL OR council_id = $2)
           ORDER BY council_id IS NULL, starts_on DESC LIMIT 1`,
          [today, councilId],
        );
        const answerBy = addDays(today, rule.answerDays);
        const [row] = await tx.query<[{id: string}]>(
          `INSERT INTO surplus_letter (council_id, line_id, given_pence, spent_pence, promised_pence, ring_fenced_pence, weeks,
                                       weekly_pence, surplus_pence, sent_by, sent_at, answer_by, own_given_pence, own_unpaid_pence,
                                       own_left_pence, own_surplus_pence, contribution_first, reclaimed_pence)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id`,
          [
            ...[councilId, lineId, sum.givenPence, sum.spentPence, sum.promisedPence, sum.ringFencedPence, sum.weeks],
            ...[sum.weeklyPence, sum.surplusPence, personId, now, answerBy, sum.ownGivenPence, sum.ownUnpaidPence],
            ...[sum.ownLeftPence, sum.ownSurplusPence, sum.contributionFirst, sum.reclaimedPence],
          ],
        );
        const subject = {kind: 'budget_line', id: lineId};
        const after = {
          letter_id: row.id,
          surplus_pence: sum.surplusPence,
          own_surplus_pence: sum.ownSurplusPence,
          answer_by: answerBy,
        };
        await this.audit.record(tx, {...by(principal), action: 'surplus_letter.sent', subject, after});
        await this.outbox.publish(tx, councilId, 'surplus_letter.sent', row.id);
        return row.id;
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'surplus_letter_line_id_key') throw error;
      throw new DomainError('conflict', 'LETTER_OPEN', 'A letter about this line is open already.');
    }
  }
}

/** @throws NO_SURPLUS where nothing is left over, or all of it is the person's own money */
function requireSurplus({surplusPence, mayReclaimPence}: SurplusSum): void {
  if (mayReclaimPence > 0) return;
  const message =
    surplusPence > 0
      ? 'What is left over is what the person paid in. It is their own money, so there is nothing to write about.'
      : 'This line has no more than it may keep, so there is nothing to write about.';
  throw new DomainError('refused', 'NO_SURPLUS', message);
}
