import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {Rating} from './monitoring-rule.entity.js';

/** How much help or checking somebody needs with the money, why, and until when that is looked at again. The latest counts. */
@Entity()
@Index(['budgetId', 'ratedAt'])
@Check('budget_rating_rating_check', `rating IN ('green', 'amber', 'red')`)
@Check('budget_rating_reason_check', `length(btrim(reason)) BETWEEN 1 AND 1000`)
@Check('budget_rating_review_by_check', `after the day, and within a year`)
export class BudgetRating {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget') budgetId: string;
  @Column({type: 'text'}) rating: Rating;
  /** In words that the person reads. */
  @Column({type: 'text'}) reason: string;
  @DayColumn() reviewBy: string;
  @Reference('person') ratedBy: string;
  @InstantColumn() ratedAt: Date;
  /** Of what people said, by a retention rule. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
