import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

export const CALL_OUTCOMES = ['reached', 'no_answer', 'message_not_left'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** One try to reach somebody by phone. */
@Entity()
@Index('call_attempt_delivery_id_idx', ['deliveryId'])
@Check('call_attempt_outcome_check', `outcome IN ('reached', 'no_answer', 'message_not_left')`)
@Check('call_attempt_note_check', `length(note) <= 500`)
export class CallAttempt {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('delivery') deliveryId: string;
  @Column({type: 'text'}) outcome: CallOutcome;
  @Column({type: 'text', nullable: true}) note: string | null;
  @InstantColumn({default: () => 'now()'}) calledAt: Date;
  @Reference('person') calledBy: string;
}
