import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Relations, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, isPence, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {ChangeLine, type NewChange} from '../budget/change-line.js';
import {BudgetReview, ReviewOutcome, type Met, type ReviewKind, type ReviewWay} from './budget-review.entity.js';
import {latestNext, type ReviewsSoFar} from './next-due.js';
import {ReviewRules} from './review-rules.js';

/** What a review says of a line: from a day to come, another amount, or that it ends. */
export type ReviewedChange =
  | {result: 'amount'; lineId: string; fromDay: Day; weeklyPence: Pence; contributionWeeklyPence: Pence}
  | {result: 'end'; lineId: string; fromDay: Day};

export interface NewReview {
  kind: ReviewKind;
  heldOn: Day;
  how: ReviewWay;
  tookPart: string;
  ownWords: string | null;
  summary: string;
  planId: string | null;
  outcomes: readonly {text: string; met: Met; words: string | null}[];
  change: ReviewedChange | null;
  /** Sooner than the rule says; null is what the rule says. */
  nextDueOn: Day | null;
}

export interface RecordedReview {
  id: string;
  /** Above what the reviewer may decide alone: somebody else decides. */
  waits: boolean;
}

/** A review that was held. Within the reviewer's limit its change counts at once, by adjusting entries; above it, it waits. */
@Injectable()
export class RecordReview {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: ReviewRules,
    private readonly changes: ChangeLine,
    private readonly relations: Relations,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, OWN_REVIEW, NOT_FOUND, VALIDATION_FAILED, ALLOCATION_INSUFFICIENT */
  run(principal: Principal, budgetId: string, given: NewReview): Promise<RecordedReview> {
    requirePermission(principal, 'review:record');
    const {councilId, personId} = principal;
    const today = londonDay(this.clock.now());
    const review = checkReview(given, today);
    return this.uow.run(councilId, async (tx) => {
      const {holderId, ...soFar} = await budgetOf(tx, budgetId);
      await this.requireDistance(tx, personId, holderId);
      const rule = await this.rules.on(tx, councilId, today);
      const latest = latestNext(rule, review, soFar);
      const nextDueOn = review.nextDueOn ?? latest;
      if (nextDueOn > latest || nextDueOn <= review.heldOn) {
        throw invalid({field: 'next_due_on', message: `The next one is due by ${latest} at the latest.`});
      }
      const {change} = review;
      const beforePence = change && (await weeklyOn(tx, budgetId, change));
      const waits = change !== null && differenceOf(change, beforePence ?? 0) > rule.limitPence;
      const changed =
        change && !waits ? await this.changes.within(tx, principal, change.lineId, changeOf(change, review)) : null;
      const id = await insert(tx, {
        ...{councilId, budgetId, nextDueOn, beforePence, limitPence: rule.limitPence, changeId: changed?.id ?? null},
        ...{state: waits ? 'waiting' : 'recorded', recordedBy: personId, recordedAt: this.clock.now()},
        ...columnsOf(review),
      });
      await insertOutcomes(tx, councilId, id, review);
      await tx.query(`UPDATE review_request SET review_id = $2 WHERE budget_id = $1 AND review_id IS NULL`, [
        ...[budgetId, id],
      ]);
      const subject = {kind: 'budget', id: budgetId};
      const after = {review_id: id, kind: review.kind, held_on: review.heldOn, change, waits, next_due_on: nextDueOn};
      await this.audit.record(tx, {...by(principal), action: 'budget_review.recorded', subject, after});
      if (!waits) await this.outbox.publish(tx, councilId, 'budget_review.decided', id);
      return {id, waits};
    });
  }

  /** Nobody reviews their own budget, or that of somebody they act for. */
  private async requireDistance(tx: Tx, personId: string, holderId: string): Promise<void> {
    const near = await this.relations.inForce(tx, holderId);
    if (personId !== holderId && !near.some((each) => each.personId === personId)) return;
    throw new DomainError(
      'forbidden',
      'OWN_REVIEW',
      'You cannot review your own budget, or that of somebody you act for.',
    );
  }
}

async function budgetOf(tx: Tx, budgetId: string): Promise<ReviewsSoFar & {holderId: string}> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 9))`, [budgetId]);
  const [budget] = await tx.query<(ReviewsSoFar & {holderId: string})[]>(
    `SELECT b.holder_id AS "holderId", (SELECT min(starts_on) FROM budget_line WHERE budget_id = b.id) AS "firstOn",
            (SELECT min(starts_on) FROM budget_line WHERE budget_id = b.id AND deployment = 'personal_health_budget') AS "healthOn",
            EXISTS (SELECT FROM budget_review r WHERE r.budget_id = b.id AND r.kind = 'full' AND r.state <> 'refused') AS "hadFull"
     FROM budget b WHERE b.id = $1`,
    [budgetId],
  );
  if (!budget?.firstOn) throw notFound('budget');
  return budget;
}

/** What the line gives a week before the change. @throws NOT_FOUND when it is no line of this budget */
async function weeklyOn(tx: Tx, budgetId: string, {lineId, fromDay}: ReviewedChange): Promise<Pence> {
  const [line] = await tx.query<{pence: Pence}[]>(
    `SELECT line_weekly_on(id, $3, NULL) AS pence FROM budget_line WHERE id = $1 AND budget_id = $2`,
    [lineId, budgetId, fromDay],
  );
  if (!line) throw notFound('budget line');
  return line.pence;
}

function differenceOf(change: ReviewedChange, beforePence: Pence): Pence {
  return change.result === 'end' ? beforePence : Math.abs(change.weeklyPence - beforePence);
}

/** As the line takes it: the reason is what the person reads of the review. */
export function changeOf(change: ReviewedChange, {heldOn, summary}: {heldOn: Day; summary: string}): NewChange {
  const reason = `Review of ${heldOn}. ${summary}`.slice(0, 1_000);
  const {fromDay} = change;
  if (change.result === 'end') return {kind: 'end', fromDay, reason};
  const {weeklyPence, contributionWeeklyPence} = change;
  return {kind: 'amount', fromDay, weeklyPence, contributionWeeklyPence, reason};
}

function columnsOf({kind, heldOn, how, tookPart, ownWords, summary, planId, change}: NewReview) {
  const amount = change?.result === 'amount' ? change : null;
  return {
    ...{kind, heldOn, how, tookPart, ownWords, summary, planId},
    ...{result: change?.result ?? ('unchanged' as const), lineId: change?.lineId ?? null},
    ...{fromDay: change?.fromDay ?? null, weeklyPence: amount?.weeklyPence ?? null},
    contributionWeeklyPence: amount?.contributionWeeklyPence ?? null,
  };
}

async function insert(tx: Tx, row: Partial<BudgetReview>): Promise<string> {
  const {identifiers} = await tx.insert(BudgetReview, row);
  return (identifiers[0] as {id: string}).id;
}

async function insertOutcomes(tx: Tx, councilId: string, reviewId: string, {outcomes}: NewReview): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.insert(
    ReviewOutcome,
    outcomes.map((each, position) => ({...each, councilId, reviewId, position})),
  );
}

const MOST_OUTCOMES = 40;
const MOST_WEEKLY = 100_000_000;

/** @throws VALIDATION_FAILED */
function checkReview(given: NewReview, today: Day): NewReview {
  const optional = (field: string, text: string | null, longest: number) =>
    text?.trim() ? requireText(field, text, 'Write it', longest) : null;
  if (!isDay(given.heldOn) || given.heldOn > today) {
    throw invalid({field: 'held_on', message: 'Give a day that has come, like 2027-03-27.'});
  }
  const outcomes = given.outcomes.map(({text, met, words}, index) => ({
    text: requireText(`outcomes.${index}.text`, text, 'Say what they wanted', 1_000),
    met,
    words: optional(`outcomes.${index}.words`, words, 1_000),
  }));
  if (outcomes.length > MOST_OUTCOMES) throw invalid({field: 'outcomes', message: 'Write down 40 at most.'});
  if (given.kind === 'full' && outcomes.length === 0) {
    throw invalid({
      field: 'outcomes',
      message: 'A full review looks at what the person wanted: rate at least one outcome.',
    });
  }
  const {change, nextDueOn} = given;
  if (nextDueOn && !isDay(nextDueOn)) throw invalid({field: 'next_due_on', message: 'Give a day, like 2027-03-27.'});
  if (change) requireForward(change, today);
  return {
    ...given,
    outcomes,
    tookPart: requireText('took_part', given.tookPart, 'Say who took part', 500),
    summary: requireText('summary', given.summary, 'Say what was talked about and decided', 4_000),
    ownWords: optional('own_words', given.ownWords, 4_000),
  };
}

/** @throws VALIDATION_FAILED */
export function requireForward(change: ReviewedChange, today: Day): void {
  if (!isDay(change.fromDay) || change.fromDay <= today) {
    throw invalid({field: 'from_day', message: 'A review changes what is to come: choose a day after today.'});
  }
  if (change.result === 'end') return;
  const sums = {weekly_pence: change.weeklyPence, contribution_weekly_pence: change.contributionWeeklyPence};
  for (const [field, pence] of Object.entries(sums)) {
    if (isPence(pence) && pence >= 0 && pence <= MOST_WEEKLY) continue;
    throw invalid({field, message: 'Give an amount from £0 to £1,000,000 a week, in whole pence.'});
  }
}
