import {Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';

/** One signed-in browser or program. The token itself is never kept, only its SHA-256. */
@Entity()
@Index(['accountId'])
export class Session {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('account') accountId: string;
  @Column({type: 'bytea', unique: true}) tokenHash: Buffer;
  /** Whom this session acts for, chosen openly; null acts for oneself. */
  @Reference('person', {nullable: true}) actingForId: string | null;
  @CreatedAt() createdAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({nullable: true}) endedAt: Date | null;
}
