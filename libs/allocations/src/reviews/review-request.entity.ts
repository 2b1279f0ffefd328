import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

export const REVIEW_REASONS = ['asked', 'needs', 'capacity', 'concern', 'breach'] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** Why a review should come sooner: the person asked, or the council brings it forward. One waits at most. */
@Entity()
@Index(['budgetId'])
@Index('review_request_budget_id_key', ['budgetId'], {unique: true, where: 'review_id IS NULL'})
@Check('review_request_why_check', `why IN ('asked', 'needs', 'capacity', 'concern', 'breach')`)
@Check('review_request_text_check', `length(btrim(text)) BETWEEN 1 AND 2000`)
export class ReviewRequest {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget') budgetId: string;
  @Column({type: 'text'}) why: ReviewReason;
  @Column({type: 'text'}) text: string;
  @Reference('person') askedBy: string;
  @Column({type: 'text', nullable: true}) askedHow: string | null;
  @InstantColumn() askedAt: Date;
  /** The review that was held then. */
  @Reference('budget_review', {nullable: true}) reviewId: string | null;
}
