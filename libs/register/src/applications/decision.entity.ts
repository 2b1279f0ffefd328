import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

export const OUTCOMES = ['approved', 'approved_with_conditions', 'declined'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const DECLINE_REASONS = [
  'requirements_not_met',
  'unlawful_activity',
  'against_community_interest',
  'customers_wellbeing',
  'incomplete',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** What was decided of an application, once, by somebody who gathered none of it. Only ever added. */
@Entity()
@Unique(['applicationId', 'round'])
@Index(['memberId', 'effectiveOn', 'decidedAt', 'id'])
@Check('decision_outcome_check', `outcome IN ('approved', 'approved_with_conditions', 'declined')`)
@Check('decision_reasons_check', `length(btrim(reasons)) BETWEEN 1 AND 4000`)
@Check(
  'decision_conditions_check',
  `(conditions IS NULL OR outcome = 'approved_with_conditions') AND length(btrim(conditions)) BETWEEN 1 AND 4000`,
)
@Check(
  'decision_reason_code_check',
  `(reason_code IS NOT NULL) = (outcome = 'declined') AND reason_code IN ('requirements_not_met', 'unlawful_activity',
     'against_community_interest', 'customers_wellbeing', 'incomplete')`,
)
@Check('decision_explanation_check', `length(btrim(explanation)) BETWEEN 1 AND 4000`)
@Check('decision_content_removed_at_check', `(content_salt IS NULL) = (content_removed_at IS NOT NULL)`)
export class Decision {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Reference('application') applicationId: string;
  /** 1, and one more for each appeal that opened the application again. The database counts. */
  @Column({type: 'smallint', default: 1}) round: number;
  @Column({type: 'text'}) outcome: Outcome;
  @Column({type: 'text', nullable: true}) reasonCode: DeclineReason | null;
  /** For the file. */
  @Column({type: 'text'}) reasons: string;
  /** Of decisions from before conditions had rows of their own. */
  @Column({type: 'text', nullable: true}) conditions: string | null;
  /** For the applicant, in words they understand. */
  @Column({type: 'text', nullable: true}) explanation: string | null;
  @Reference('person') decidedBy: string;
  @InstantColumn({default: () => 'now()'}) decidedAt: Date;
  /** The first day on which it counts. */
  @DayColumn() effectiveOn: string;
  /** In the digest of reasons and conditions in the audit trail, and removed with them. */
  @Column({type: 'uuid', nullable: true, default: () => 'new_id()'}) contentSalt: string | null;
  @InstantColumn({nullable: true}) contentRemovedAt: Date | null;
}
