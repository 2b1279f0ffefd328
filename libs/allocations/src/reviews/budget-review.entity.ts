import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

export const REVIEW_KINDS = ['light', 'full'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];
export const REVIEW_WAYS = ['visit', 'video', 'phone', 'letter'] as const;
export type ReviewWay = (typeof REVIEW_WAYS)[number];
export const REVIEW_RESULTS = ['unchanged', 'amount', 'end'] as const;
export type ReviewResult = (typeof REVIEW_RESULTS)[number];
export type ReviewState = 'recorded' | 'waiting' | 'approved' | 'refused';
export const MET = ['fully', 'partly', 'not'] as const;
export type Met = (typeof MET)[number];

/**
 * A review that was held. `recorded`: within the limit, so it counts at once. `waiting`: its change is above the limit,
 * and somebody else approves or refuses it. Care and Support (Direct Payments) Regulations 2014, regulation 7.
 */
@Entity()
@Index(['budgetId', 'heldOn'])
@Index('budget_review_council_id_idx', ['councilId'], {where: `state = 'waiting'`})
@Unique(['changeId'])
@Check('budget_review_kind_check', `kind IN ('light', 'full')`)
@Check('budget_review_how_check', `how IN ('visit', 'video', 'phone', 'letter')`)
@Check('budget_review_took_part_check', `length(btrim(took_part)) BETWEEN 1 AND 500`)
@Check('budget_review_own_words_check', `length(btrim(own_words)) BETWEEN 1 AND 4000`)
@Check('budget_review_summary_check', `length(btrim(summary)) BETWEEN 1 AND 4000`)
@Check('budget_review_result_check', `result IN ('unchanged', 'amount', 'end')`)
@Check('budget_review_weekly_pence_check', `weekly_pence BETWEEN 0 AND 100000000`)
@Check('budget_review_contribution_weekly_pence_check', `contribution_weekly_pence BETWEEN 0 AND 100000000`)
@Check('budget_review_state_check', `state IN ('recorded', 'waiting', 'approved', 'refused')`)
@Check('budget_review_four_eyes_check', `decided_by <> recorded_by`)
@Check('budget_review_decided_note_check', `length(btrim(decided_note)) BETWEEN 1 AND 1000`)
@Check('budget_review_held_on_check', `held_on has come`)
@Check('budget_review_next_due_on_check', `within a year`)
@Check('budget_review_terms_check', `each result has its own terms`)
@Check('budget_review_forward_check', `a change begins after the day on which it was decided`)
@Check('budget_review_limit_check', `what is above the limit waits`)
@Check('budget_review_decided_check', `who decided, and when`)
@Check('budget_review_change_check', `a change that counts is one of the line`)
export class BudgetReview {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget') budgetId: string;
  @Column({type: 'text'}) kind: ReviewKind;
  @DayColumn() heldOn: string;
  @Column({type: 'text'}) how: ReviewWay;
  /** Who was there. */
  @Column({type: 'text'}) tookPart: string;
  /** What the person said, as they said it. */
  @Column({type: 'text', nullable: true}) ownWords: string | null;
  /** What was talked about and decided, for the person to read. */
  @Column({type: 'text'}) summary: string;
  /** The support plan whose outcomes were looked at. */
  @Reference('support_plan', {nullable: true}) planId: string | null;
  @Column({type: 'text'}) result: ReviewResult;
  @Reference('budget_line', {nullable: true}) lineId: string | null;
  /** The first day of another amount; of an end, the last day. */
  @DayColumn({nullable: true}) fromDay: string | null;
  @PenceColumn({nullable: true}) beforePence: number | null;
  @PenceColumn({nullable: true}) weeklyPence: number | null;
  @PenceColumn({nullable: true}) contributionWeeklyPence: number | null;
  /** What the reviewer could decide alone on that day. */
  @PenceColumn() limitPence: number;
  @DayColumn() nextDueOn: string;
  @Column({type: 'text'}) state: ReviewState;
  @Reference('person') recordedBy: string;
  @InstantColumn() recordedAt: Date;
  @Reference('person', {nullable: true}) decidedBy: string | null;
  @InstantColumn({nullable: true}) decidedAt: Date | null;
  @Column({type: 'text', nullable: true}) decidedNote: string | null;
  @Reference('line_change', {nullable: true}) changeId: string | null;
  /** Of what people said, by a retention rule. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}

/** What became of one thing that the person wanted. */
@Entity()
@Index('review_outcome_review_id_position_key', ['reviewId', 'position'], {unique: true})
@Check('review_outcome_position_check', `position BETWEEN 0 AND 39`)
@Check('review_outcome_text_check', `length(btrim(text)) BETWEEN 1 AND 1000`)
@Check('review_outcome_met_check', `met IN ('fully', 'partly', 'not')`)
@Check('review_outcome_words_check', `length(btrim(words)) BETWEEN 1 AND 1000`)
export class ReviewOutcome {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_review') reviewId: string;
  @Column({type: 'smallint'}) position: number;
  @Column({type: 'text'}) text: string;
  @Column({type: 'text'}) met: Met;
  /** What they said about it. */
  @Column({type: 'text', nullable: true}) words: string | null;
}
