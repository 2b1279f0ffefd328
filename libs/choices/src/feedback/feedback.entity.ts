import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {Again, FeedbackState, ReplyState, WentWell} from './feedback.state.js';

const words = (column: string) => `length(btrim(${column})) BETWEEN 1 AND 1000 AND NOT names_contact(${column})`;

/** What somebody says of support that they had, and the answer to it. */
@Entity()
@Unique(['holderId', 'listingId'])
@Index(['listingId'])
@Index('feedback_waiting_idx', ['councilId', 'writtenAt'], {where: `state = 'waiting' OR reply_state = 'waiting'`})
@Check('feedback_state_check', `state IN ('waiting', 'shown', 'refused', 'withdrawn')`)
@Check(
  'feedback_went_well_check',
  `went_well <@ '{on_time,kind,listened,skilled,respected_home,kept_agreement}' AND cardinality(went_well) <= 6`,
)
@Check('feedback_again_check', `again IN ('yes', 'maybe', 'no')`)
@Check('feedback_text_check', words('text'))
@Check('feedback_reply_check', words('reply'))
@Check('feedback_reply_state_check', `reply_state IN ('waiting', 'shown', 'refused')`)
@Check('feedback_reply_reason_check', `length(btrim(reply_reason)) BETWEEN 1 AND 500`)
@Check(
  'feedback_moderated_check',
  `(state NOT IN ('shown', 'refused') OR moderated_by IS NOT NULL) AND (state <> 'refused' OR reason IS NOT NULL)
   AND moderated_by NOT IN (holder_id, written_by)`,
)
@Check(
  'feedback_replied_check',
  `(reply IS NULL) = (reply_state IS NULL) AND (reply IS NULL) = (replied_by IS NULL)
   AND (reply_state IS NULL OR reply_state = 'waiting' OR reply_moderated_by IS NOT NULL)
   AND (reply_state IS NULL OR reply_state <> 'refused' OR reply_reason IS NOT NULL)
   AND reply_moderated_by NOT IN (holder_id, replied_by)`,
)
@Check('feedback_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
export class Feedback {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('listing') listingId: string;
  @Column({type: 'text', default: 'waiting'}) state: FeedbackState;
  @Column({type: 'text', array: true, default: []}) wentWell: WentWell[];
  @Column({type: 'text'}) again: Again;
  @Column({type: 'text', nullable: true}) text: string | null;
  @Reference('person') writtenBy: string;
  @InstantColumn({default: () => 'now()'}) writtenAt: Date;
  /** Of the council: neither whose it is, nor who wrote it, nor whom it is about. */
  @Reference('person', {nullable: true}) moderatedBy: string | null;
  /** Why it was refused, for whoever wrote it. */
  @Column({type: 'text', nullable: true}) reason: string | null;
  @Column({type: 'text', nullable: true}) reply: string | null;
  @Column({type: 'text', nullable: true}) replyState: ReplyState | null;
  @Reference('person', {nullable: true}) repliedBy: string | null;
  @InstantColumn({nullable: true}) repliedAt: Date | null;
  @Reference('person', {nullable: true}) replyModeratedBy: string | null;
  @Column({type: 'text', nullable: true}) replyReason: string | null;
}
