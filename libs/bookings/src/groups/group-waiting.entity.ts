import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** Somebody waits for a place in a session that is full. */
@Entity()
@Index('group_waiting_session_id_holder_id_key', ['sessionId', 'holderId'], {unique: true, where: 'left_at IS NULL'})
@Index(['holderId'])
@Check('group_waiting_asked_how_check', `asked_how IN ('phone', 'letter', 'meeting')`)
export class GroupWaiting {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('group_session') sessionId: string;
  @Reference('person') holderId: string;
  @Reference('person') askedBy: string;
  @Column({type: 'text', nullable: true}) askedHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn() askedAt: Date;
  /** When they were told that a place is free: theirs for a day. */
  @InstantColumn({nullable: true}) offeredAt: Date | null;
  /** When they got a place, or wait no more. */
  @InstantColumn({nullable: true}) leftAt: Date | null;
}
