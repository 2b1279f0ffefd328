import {Column, Entity, PrimaryColumn} from 'typeorm';
import {CreatedAt} from '../database/columns.js';

/** One request that must be done once however often it arrives, and what was answered. */
@Entity()
export class IdempotencyKey {
  @PrimaryColumn({type: 'uuid'}) accountId: string;
  @PrimaryColumn({type: 'text'}) key: string;
  @Column({type: 'uuid'}) councilId: string;
  @Column({type: 'bytea'}) requestHash: Buffer;
  @Column({type: 'jsonb', nullable: true}) answer: object | null;
  @CreatedAt() createdAt: Date;
}
