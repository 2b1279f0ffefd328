import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, linesFor, requirePermission, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ReadBudgets} from '../budget/read-budgets.js';
import {ownPartsOf, type OwnPart} from './own-part.js';
import type {SurplusLetter} from './surplus-letter.entity.js';
import {surplusesOf, surplusOf, worthALetter, type LineSurplus} from './surplus-sum.js';

export interface SurplusView extends Pick<
  SurplusLetter,
  | 'id'
  | 'lineId'
  | 'givenPence'
  | 'spentPence'
  | 'promisedPence'
  | 'ringFencedPence'
  | 'weeks'
  | 'weeklyPence'
  | 'surplusPence'
  | 'reclaimedPence'
  | 'ownGivenPence'
  | 'ownUnpaidPence'
  | 'ownLeftPence'
  | 'ownSurplusPence'
  | 'contributionFirst'
  | 'answerBy'
  | 'answer'
  | 'answerText'
  | 'decision'
  | 'decidedPence'
  | 'decisionReason'
  | 'lookAgainOn'
> {
  budgetId: string;
  purpose: string;
  holder: {id: string; name: string};
  sentOn: Day;
  sentBy: string;
  answeredBy: string | null;
  decidedBy: string | null;
  /** The most that the council may take back: not what the person put in. */
  mayReclaimPence: Pence;
  /** The council may decide: it is answered, or the time to answer is over. */
  mayDecide: boolean;
}

/** Letters about money left over: the same sum for the person and for the council. */
@Injectable()
export class ReadSurplus {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly budgets: ReadBudgets,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** One's own, or those of the person one acts for, and of the lines that one reaches. */
  own(principal: Principal): Promise<SurplusView[]> {
    const holderId = holderFor(principal, 'see_budget');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<SurplusView[]>(
        `${LETTERS} WHERE b.holder_id = $2 AND ($3::uuid[] IS NULL OR l.id = ANY ($3)) ORDER BY s.sent_at DESC LIMIT 50`,
        [this.today(), holderId, linesFor(principal, 'see_budget')],
      ),
    );
  }

  /** @throws NOT_FOUND */
  async ownOne(principal: Principal, id: string): Promise<SurplusView> {
    const found = (await this.own(principal)).find((each) => each.id === id);
    if (!found) throw notFound('letter');
    return found;
  }

  /** What is left of one's own part, of the lines into which one pays something. */
  ownParts(principal: Principal): Promise<OwnPart[]> {
    const holderId = holderFor(principal, 'see_budget');
    return this.uow.run(principal.councilId, async (tx) => {
      const lines = await this.budgets.linesOf(tx, holderId, linesFor(principal, 'see_budget'));
      return ownPartsOf(
        tx,
        lines.map((line) => line.id),
        this.today(),
      );
    });
  }

  /** What is worth a letter, and letters that are open. @throws FORBIDDEN */
  council(principal: Principal): Promise<{lines: LineSurplus[]; letters: SurplusView[]}> {
    requirePermission(principal, 'budget:manage');
    const {councilId} = principal;
    return this.uow.run(councilId, async (tx) => ({
      lines: await worthALetter(tx, councilId, this.today()),
      letters: await tx.query<SurplusView[]>(
        `${LETTERS} WHERE s.decided_at IS NULL ORDER BY s.answered_at IS NULL, s.answer_by, s.id LIMIT 200`,
        [this.today()],
      ),
    }));
  }

  /** The lines of one budget, each with its sum today. @throws FORBIDDEN */
  ofBudget(principal: Principal, budgetId: string): Promise<LineSurplus[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) => surplusesOf(tx, budgetId, this.today()));
  }

  /** One line with its sum today. @throws FORBIDDEN, NOT_FOUND where it may keep no weeks */
  async ofLine(principal: Principal, lineId: string): Promise<LineSurplus> {
    requirePermission(principal, 'budget:manage');
    const found = await this.uow.run(principal.councilId, (tx) => surplusOf(tx, lineId, this.today()));
    if (!found) throw notFound('budget line');
    return found;
  }

  /** That it was read is on record. @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<SurplusView> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, async (tx) => {
      const [letter] = await tx.query<SurplusView[]>(`${LETTERS} WHERE s.id = $2`, [this.today(), id]);
      if (!letter) throw notFound('letter');
      const subject = {kind: 'budget_line', id: letter.lineId};
      await this.audit.record(tx, {...by(principal), action: 'surplus_letter.read', subject});
      return letter;
    });
  }

  private today(): Day {
    return londonDay(this.clock.now());
  }
}

export const LETTERS = `
  SELECT s.id, s.line_id AS "lineId", s.given_pence AS "givenPence", s.spent_pence AS "spentPence",
         s.promised_pence AS "promisedPence", s.ring_fenced_pence AS "ringFencedPence", s.weeks,
         s.weekly_pence AS "weeklyPence", s.surplus_pence AS "surplusPence", s.reclaimed_pence AS "reclaimedPence", s.own_given_pence AS "ownGivenPence",
         s.own_unpaid_pence AS "ownUnpaidPence", s.own_left_pence AS "ownLeftPence", s.own_surplus_pence AS "ownSurplusPence",
         s.contribution_first AS "contributionFirst", s.surplus_pence - s.own_surplus_pence AS "mayReclaimPence", s.answer_by AS "answerBy", s.answer,
         s.answer_text AS "answerText", s.decision, s.decided_pence AS "decidedPence", s.decision_reason AS "decisionReason",
         s.look_again_on AS "lookAgainOn", l.budget_id AS "budgetId", l.purpose,
         json_build_object('id', h.id, 'name', h.name) AS holder, (s.sent_at AT TIME ZONE 'Europe/London')::date AS "sentOn",
         w.name AS "sentBy", a.name AS "answeredBy", d.name AS "decidedBy",
         s.decided_at IS NULL AND (s.answered_at IS NOT NULL OR s.answer_by < $1::date) AS "mayDecide"
  FROM surplus_letter s JOIN budget_line l ON l.id = s.line_id JOIN budget b ON b.id = l.budget_id
  JOIN person h ON h.id = b.holder_id JOIN person w ON w.id = s.sent_by
  LEFT JOIN person a ON a.id = s.answered_by LEFT JOIN person d ON d.id = s.decided_by`;
