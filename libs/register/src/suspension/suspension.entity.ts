import {Check, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** Not currently listed. It has no reason: outside nothing may hint at one, inside it belongs to a restricted record. */
@Entity()
@Index(['memberId'])
@Index('suspension_open_key', ['memberId'], {unique: true, where: 'ends_at IS NULL'})
@Check('suspension_ends_at_check', `ends_at >= starts_at`)
@Check('suspension_lifted_at_check', `(lifted_at IS NULL) = (ends_at IS NULL)`)
@Check('suspension_lifted_by_check', `(lifted_by IS NULL) = (ends_at IS NULL)`)
export class Suspension {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @InstantColumn() startsAt: Date;
  @InstantColumn({nullable: true}) endsAt: Date | null;
  @Reference('person') recordedBy: string;
  @Reference('person', {nullable: true}) liftedBy: string | null;
  /** Since when each is on record; the database says so. */
  @InstantColumn({default: () => 'now()', insert: false, update: false}) recordedAt: Date;
  @InstantColumn({nullable: true, insert: false, update: false}) liftedAt: Date | null;
}
