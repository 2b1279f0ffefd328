import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, linesFor, requirePermission, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Met, ReviewKind, ReviewResult, ReviewState, ReviewWay} from './budget-review.entity.js';
import {DUE, REVIEWS} from './review-queries.js';
import type {ReviewReason} from './review-request.entity.js';

/** A budget and when it is to be looked at. */
export interface DueReview {
  budgetId: string;
  kind: 'adult' | 'carer';
  holder: {id: string; name: string};
  /** The first payment: the first day of its first line. */
  firstOn: Day;
  lastOn: Day | null;
  dueOn: Day;
  /** Whether the next has to be a full one. */
  needsFull: boolean;
  request: {why: ReviewReason; text: string; askedOn: Day; by: string} | null;
  when: 'overdue' | 'soon' | 'later';
}

export interface ReviewView {
  id: string;
  budgetId: string;
  holder: {id: string; name: string};
  kind: ReviewKind;
  heldOn: Day;
  how: ReviewWay;
  tookPart: string;
  ownWords: string | null;
  summary: string;
  result: ReviewResult;
  state: ReviewState;
  purpose: string | null;
  fromDay: Day | null;
  beforePence: Pence | null;
  weeklyPence: Pence | null;
  contributionWeeklyPence: Pence | null;
  limitPence: Pence;
  nextDueOn: Day;
  recordedBy: {id: string; name: string};
  decidedBy: string | null;
  decidedNote: string | null;
  outcomes: {text: string; met: Met; words: string | null}[];
}

export interface OwnReviews {
  budgets: DueReview[];
  reviews: ReviewView[];
}

const MOST = 200;

/** What is due and overdue, what waits for a second person, and what reviews said. */
@Injectable()
export class ReadReviews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The longest overdue first; those that are only due later are left out. @throws FORBIDDEN */
  due(principal: Principal): Promise<{due: DueReview[]; overdue: number; soon: number}> {
    requirePermission(principal, 'review:record');
    return this.uow.run(principal.councilId, async (tx) => {
      const today = londonDay(this.clock.now());
      const [counts] = await tx.query<[{overdue: number; soon: number}]>(
        `SELECT count(*) FILTER (WHERE d.when = 'overdue') AS overdue, count(*) FILTER (WHERE d.when = 'soon') AS soon
         FROM (${DUE}) d`,
        [today, principal.councilId, null, null],
      );
      const due = await tx.query<DueReview[]>(
        `SELECT * FROM (${DUE}) d WHERE d.when <> 'later' ORDER BY d."dueOn", d."budgetId" LIMIT ${MOST}`,
        [today, principal.councilId, null, null],
      );
      return {due, ...counts};
    });
  }

  /** When one budget is to be looked at, and what was said of it so far. @throws FORBIDDEN, NOT_FOUND */
  ofBudget(principal: Principal, budgetId: string): Promise<{due: DueReview; reviews: ReviewView[]}> {
    requirePermission(principal, 'review:record');
    return this.uow.run(principal.councilId, async (tx) => {
      const [due] = await this.dueOf(tx, principal.councilId, {budgetId});
      if (!due) throw notFound('budget');
      await this.note(tx, principal, budgetId);
      return {due, reviews: await tx.query<ReviewView[]>(`${REVIEWS} WHERE r.budget_id = $1 ${LATEST}`, [budgetId])};
    });
  }

  /** What waits for somebody other than who held it, and what was sent back to the reader. @throws FORBIDDEN */
  waiting(principal: Principal): Promise<ReviewView[]> {
    requirePermission(principal, 'review:approve');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<ReviewView[]>(
        `${REVIEWS} WHERE r.state = 'waiting' OR (r.state = 'refused' AND r.recorded_by = $1 AND NOT EXISTS
           (SELECT FROM budget_review n WHERE n.budget_id = r.budget_id AND n.recorded_at > r.recorded_at))
         ORDER BY r.state DESC, r.recorded_at LIMIT ${MOST}`,
        [principal.personId],
      ),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<ReviewView> {
    requirePermission(principal, 'review:approve');
    return this.uow.run(principal.councilId, async (tx) => {
      const [review] = await tx.query<ReviewView[]>(`${REVIEWS} WHERE r.id = $1`, [id]);
      if (!review) throw notFound('review');
      await this.note(tx, principal, review.budgetId);
      return review;
    });
  }

  /** One's own, or those of the person one acts for; nothing for who holds only a fund of theirs. */
  own(principal: Principal): Promise<OwnReviews> {
    const holderId = holderFor(principal, 'see_plan');
    if (linesFor(principal, 'see_plan')) return Promise.resolve({budgets: [], reviews: []});
    return this.uow.run(principal.councilId, async (tx) => ({
      budgets: await this.dueOf(tx, principal.councilId, {holderId}),
      reviews: await tx.query<ReviewView[]>(
        `${REVIEWS} WHERE b.holder_id = $1 AND r.state IN ('recorded', 'approved') ${LATEST}`,
        [holderId],
      ),
    }));
  }

  private dueOf(tx: Tx, councilId: string, of: {budgetId?: string; holderId?: string}): Promise<DueReview[]> {
    const today = londonDay(this.clock.now());
    return tx.query<DueReview[]>(DUE, [today, councilId, of.budgetId ?? null, of.holderId ?? null]);
  }

  private note(tx: Tx, principal: Principal, budgetId: string): Promise<void> {
    const subject = {kind: 'budget', id: budgetId};
    return this.audit.record(tx, {...by(principal), action: 'budget_review.read', subject});
  }
}

const LATEST = `ORDER BY r.held_on DESC, r.id DESC LIMIT 50`;
