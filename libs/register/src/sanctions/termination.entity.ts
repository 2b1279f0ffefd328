import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {TerminationState} from './termination.state.js';

/** A proposal to end somebody's membership, and what another person said to it. Confirmed, there is a sanction. */
@Entity()
@Index('termination_proposed_key', ['memberId'], {unique: true, where: `state = 'proposed'`})
@Index(['memberId'])
@Index(['sanctionId'])
@Check('termination_state_check', `state IN ('proposed', 'confirmed', 'refused')`)
@Check('termination_reason_check', `length(btrim(reason)) BETWEEN 1 AND 4000`)
@Check('termination_answered_at_check', `(answered_at IS NULL) = (state = 'proposed')`)
export class Termination {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Column({type: 'text', default: 'proposed'}) state: TerminationState;
  /** Restricted; for the file. */
  @Column({type: 'text', select: false}) reason: string;
  @Reference('person') proposedBy: string;
  @InstantColumn({default: () => 'now()'}) proposedAt: Date;
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
  @Reference('sanction', {nullable: true}) sanctionId: string | null;
  /** When retention removed what was written. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
