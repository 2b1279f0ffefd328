import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {AppealState} from './appeal.state.js';

export const APPEALABLE = ['decline', 'condition', 'suspension', 'termination'] as const;
export type Appealable = (typeof APPEALABLE)[number];

export const APPEAL_CHANNELS = ['online', 'letter', 'phone', 'meeting'] as const;
export type AppealChannel = (typeof APPEAL_CHANNELS)[number];

export const APPEAL_OUTCOMES = ['upheld', 'partly_upheld', 'dismissed'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

export type AppealEffect =
  | 'none'
  | 'reopened'
  | 'condition_removed'
  | 'condition_changed'
  | 'suspension_lifted'
  | 'reinstated';

/** Somebody asks that what was decided about them be looked at again, by somebody who had no part in it. */
@Entity()
@Index(['memberId'])
@Index(['councilId', 'state', 'answerBy'])
@Index('appeal_decision_id_key', ['decisionId'], {unique: true, where: `state <> 'withdrawn'`})
@Index('appeal_condition_id_key', ['conditionId'], {unique: true, where: `state <> 'withdrawn'`})
@Index('appeal_suspension_id_key', ['suspensionId'], {unique: true, where: `state <> 'withdrawn'`})
@Index('appeal_sanction_id_key', ['sanctionId'], {unique: true, where: `state <> 'withdrawn'`})
@Check('appeal_against_check', `against IN ('decline', 'condition', 'suspension', 'termination')`)
@Check('appeal_state_check', `state IN ('received', 'in_review', 'decided', 'withdrawn')`)
@Check('appeal_grounds_check', `length(btrim(grounds)) BETWEEN 1 AND 4000`)
@Check('appeal_channel_check', `channel IN ('online', 'letter', 'phone', 'meeting')`)
@Check('appeal_outcome_check', `outcome IN ('upheld', 'partly_upheld', 'dismissed')`)
@Check(
  'appeal_effect_check',
  `effect IN ('none', 'reopened', 'condition_removed', 'condition_changed', 'suspension_lifted', 'reinstated')`,
)
@Check('appeal_reasons_check', `length(btrim(reasons)) BETWEEN 1 AND 4000`)
@Check('appeal_target_check', `(decision_id IS NOT NULL) = (against = 'decline')`)
@Check('appeal_decided_at_check', `(decided_at IS NOT NULL) = (state = 'decided')`)
@Check('appeal_handled_by_check', `handled_by IS NOT NULL OR state IN ('received', 'withdrawn')`)
@Check('appeal_content_removed_at_check', `(content_salt IS NULL) = (content_removed_at IS NOT NULL)`)
export class Appeal {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Column({type: 'text'}) against: Appealable;
  @Reference('decision', {nullable: true}) decisionId: string | null;
  @Reference('approval_condition', {nullable: true}) conditionId: string | null;
  @Reference('suspension', {nullable: true}) suspensionId: string | null;
  @Reference('sanction', {nullable: true}) sanctionId: string | null;
  @Column({type: 'text', default: 'received'}) state: AppealState;
  /** Why, in the words of whoever appeals. */
  @Column({type: 'text'}) grounds: string;
  @Column({type: 'text'}) channel: AppealChannel;
  @DayColumn() receivedOn: string;
  /** By when the council aims to answer. */
  @DayColumn() answerBy: string;
  /** Whoever appeals, or an officer who wrote it down. */
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  @Reference('person', {nullable: true}) handledBy: string | null;
  @Column({type: 'text', nullable: true}) outcome: AppealOutcome | null;
  @Column({type: 'text', nullable: true}) effect: AppealEffect | null;
  /** What whoever appeals is told. */
  @Column({type: 'text', nullable: true}) reasons: string | null;
  @InstantColumn({nullable: true}) decidedAt: Date | null;
  /** Goes with what it says, when retention removes that. */
  @Column({type: 'uuid', nullable: true, default: () => 'new_id()'}) contentSalt: string | null;
  @InstantColumn({nullable: true}) contentRemovedAt: Date | null;
}
