import {Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';

/** An address from which a calendar reads somebody's visits. One at a time; whoever has it sees them, until it ends. */
@Entity()
@Index(['personId'])
@Index('calendar_feed_live_key', ['personId'], {unique: true, where: 'ended_at IS NULL'})
export class CalendarFeed {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  /** SHA-256: the address itself is shown once and not kept. */
  @Column({type: 'bytea', unique: true}) tokenHash: Buffer;
  @CreatedAt() createdAt: Date;
  /** To the hour. */
  @InstantColumn({nullable: true}) lastReadAt: Date | null;
  @InstantColumn({nullable: true}) endedAt: Date | null;
}
