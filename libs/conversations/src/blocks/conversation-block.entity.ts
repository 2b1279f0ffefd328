import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {Side} from '../talk/conversation.entity.js';

/** One side wants nothing more of the other, until it says otherwise. */
@Entity()
@Index('conversation_block_in_force_idx', ['holderId', 'listingId', 'side'], {unique: true, where: 'lifted_at IS NULL'})
@Index(['listingId'])
@Check('conversation_block_side_check', `side IN ('holder', 'worker')`)
@Check('conversation_block_lifted_check', `(lifted_at IS NULL) = (lifted_by IS NULL)`)
export class ConversationBlock {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('listing') listingId: string;
  /** Who wants no more. */
  @Column({type: 'text'}) side: Side;
  @Reference('person') blockedBy: string;
  @InstantColumn({default: () => 'now()'}) blockedAt: Date;
  @InstantColumn({nullable: true}) liftedAt: Date | null;
  @Reference('person', {nullable: true}) liftedBy: string | null;
}
