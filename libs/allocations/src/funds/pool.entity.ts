import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** Hours that several people put together, say for an outing, with who holds their funds. */
@Entity()
@Check('hour_pool_name_check', `length(btrim(name)) BETWEEN 1 AND 100`)
@Check('hour_pool_purpose_check', `length(btrim(purpose)) BETWEEN 1 AND 500`)
export class HourPool {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text'}) purpose: string;
  @Reference('person') heldBy: string;
  @InstantColumn({default: () => 'now()'}) createdAt: Date;
}

/** Asked by the fund holder; in it from the day of their yes until they leave. A line is in one pool at a time. */
@Entity()
@Index('pool_member_line_id_key', ['lineId'], {unique: true, where: 'left_on IS NULL'})
@Index(['poolId'])
@Index(['lineId'])
@Check('pool_member_returned_minutes_check', `returned_minutes >= 0`)
@Check('pool_member_joined_check', `(joined_on IS NULL) = (joined_by IS NULL)`)
@Check('pool_member_left_check', `who left, and when`)
export class PoolMember {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('hour_pool') poolId: string;
  @Reference('budget_line') lineId: string;
  @Reference('person') askedBy: string;
  @InstantColumn({default: () => 'now()'}) askedAt: Date;
  @DayColumn({nullable: true}) joinedOn: string | null;
  @Reference('person', {nullable: true}) joinedBy: string | null;
  @DayColumn({nullable: true}) leftOn: string | null;
  @Reference('person', {nullable: true}) leftBy: string | null;
  /** Their part of what was in the pool when they left. */
  @Column({type: 'integer', default: 0}) returnedMinutes: number;
}

/** What a pool was used for: so many minutes out of it, whoever came. */
@Entity()
@Index(['poolId', 'onDay'])
@Check('pool_use_what_check', `length(btrim(what)) BETWEEN 1 AND 200`)
@Check('pool_use_minutes_check', `minutes BETWEEN 1 AND 1440`)
export class PoolUse {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('hour_pool') poolId: string;
  @DayColumn() onDay: string;
  @Column({type: 'text'}) what: string;
  @Column({type: 'integer'}) minutes: number;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
