import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** What is asked of somebody who was approved with conditions. Not met when it is due, the listing is down from the next day. */
@Entity()
@Index(['decisionId'])
@Index(['memberId'])
@Index(['appealId'])
@Check('approval_condition_text_check', `length(btrim(text)) BETWEEN 1 AND 1000`)
@Check('approval_condition_due_on_check', `due_on BETWEEN '2000-01-01' AND '2200-01-01'`)
@Check(
  'approval_condition_met_on_check',
  `met_on BETWEEN '2000-01-01' AND (met_recorded_at AT TIME ZONE 'Europe/London')::date`,
)
@Check(
  'approval_condition_met_recorded_by_check',
  `(met_recorded_by IS NULL) = (met_on IS NULL) AND (met_recorded_at IS NULL) = (met_on IS NULL)`,
)
@Check('approval_condition_content_removed_at_check', `(content_salt IS NULL) = (content_removed_at IS NOT NULL)`)
export class ApprovalCondition {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Reference('decision') decisionId: string;
  @Column({type: 'text'}) text: string;
  /** The last day on which it may still be open; null for what holds as long as the approval. */
  @DayColumn({nullable: true}) dueOn: string | null;
  @Column({type: 'boolean', default: false}) publiclyVisible: boolean;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  /** The first day on which it is met. */
  @DayColumn({nullable: true}) metOn: string | null;
  @Reference('person', {nullable: true}) metRecordedBy: string | null;
  @InstantColumn({nullable: true}) metRecordedAt: Date | null;
  /** The appeal that took it away or changed it; it was not met, and binds no more. */
  @Reference('appeal', {nullable: true}) appealId: string | null;
  /** Goes with what it says, when retention removes that. */
  @Column({type: 'uuid', nullable: true, default: () => 'new_id()'}) contentSalt: string | null;
  @InstantColumn({nullable: true}) contentRemovedAt: Date | null;
}
