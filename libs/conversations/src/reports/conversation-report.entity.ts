import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {Side} from '../talk/conversation.entity.js';

export const REPORT_OUTCOMES = ['no_action', 'conversation_closed', 'passed_on'] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

/** Somebody asks the council to look at a conversation of theirs: while it is open, and only then, staff may read it. */
@Entity()
@Index('conversation_report_open_idx', ['councilId', 'reportedAt'], {where: 'closed_at IS NULL'})
@Index(['conversationId'])
@Check('conversation_report_side_check', `side IN ('holder', 'worker')`)
@Check('conversation_report_text_check', `length(btrim(text)) BETWEEN 1 AND 2000`)
@Check('conversation_report_outcome_check', `outcome IN ('no_action', 'conversation_closed', 'passed_on')`)
@Check('conversation_report_note_check', `length(btrim(note)) BETWEEN 1 AND 1000`)
@Check(
  'conversation_report_closed_check',
  `(closed_at IS NULL) = (outcome IS NULL) AND (closed_by IS NULL) = (outcome IS NULL)
   AND (note IS NULL) = (outcome IS NULL) AND closed_by IS DISTINCT FROM reported_by`,
)
export class ConversationReport {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('conversation') conversationId: string;
  @Column({type: 'text'}) side: Side;
  @Reference('person') reportedBy: string;
  @Column({type: 'text'}) text: string;
  @InstantColumn({default: () => 'now()'}) reportedAt: Date;
  @Column({type: 'text', nullable: true}) outcome: ReportOutcome | null;
  @Column({type: 'text', nullable: true}) note: string | null;
  @Reference('person', {nullable: true}) closedBy: string | null;
  @InstantColumn({nullable: true}) closedAt: Date | null;
}
