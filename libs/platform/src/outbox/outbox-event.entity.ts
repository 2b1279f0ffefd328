import {Column, Entity, Index, PrimaryGeneratedColumn} from 'typeorm';
import {CreatedAt, InstantColumn} from '../database/columns.js';

/**
 * Something that happened, to be told onwards after commit. It carries ids only: whoever handles it reads the
 * present state, so handling it twice or late does no harm.
 */
@Entity()
@Index('outbox_event_due_at_idx', ['dueAt', 'id'])
export class OutboxEvent {
  @PrimaryGeneratedColumn('identity', {type: 'bigint', generatedIdentity: 'ALWAYS'}) id: number;
  @Column({type: 'uuid'}) councilId: string;
  /** `listing.changed`, `booking.requested`: what it is about, then what happened. */
  @Column({type: 'text'}) topic: string;
  @Column({type: 'uuid'}) subjectId: string;
  @CreatedAt() createdAt: Date;
  @Column({type: 'integer', default: 0}) attempts: number;
  @InstantColumn({default: () => 'now()'}) dueAt: Date;
}
