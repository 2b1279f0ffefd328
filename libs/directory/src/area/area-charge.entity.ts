import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import {Check, Column, Entity, Index, Unique} from 'typeorm';

/** What a resource or a course costs from a day on; 0 makes it free again. Only ever added. */
@Entity()
@Index(['memberResourceId', 'startsOn'])
@Index(['memberCourseId', 'startsOn'])
@Check('area_price_price_pence_check', `price_pence BETWEEN 0 AND 1000000`)
@Check('area_price_of_one_check', `num_nonnulls(member_resource_id, member_course_id) = 1`)
@Check('area_price_starts_on_check', `starts_on >= (recorded_at AT TIME ZONE 'Europe/London')::date`)
export class AreaPrice {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member_resource', {nullable: true}) memberResourceId: string | null;
  @Reference('member_course', {nullable: true}) memberCourseId: string | null;
  @PenceColumn() pricePence: number;
  @DayColumn() startsOn: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}

/** What somebody owes the council for a resource or a place, at the price of the day on which they took it. */
@Entity()
@Unique(['coursePlaceId'])
@Unique(['councilId', 'number'])
@Index('area_charge_resource_once_idx', ['memberResourceId', 'personId'], {unique: true, where: 'ended_on IS NULL'})
@Index(['personId'])
@Check('area_charge_number_check', `number >= 1`)
@Check('area_charge_amount_pence_check', `amount_pence BETWEEN 1 AND 1000000`)
@Check('area_charge_for_one_check', `num_nonnulls(member_resource_id, course_place_id) = 1`)
@Check('area_charge_paid_check', `(paid_on IS NULL) = (paid_recorded_by IS NULL)`)
@Check(
  'area_charge_repaid_check',
  `(repaid_on IS NULL) = (repaid_recorded_by IS NULL) AND (repaid_on IS NULL OR (paid_on IS NOT NULL AND ended_on IS NOT NULL))`,
)
export class AreaCharge {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Reference('member_resource', {nullable: true}) memberResourceId: string | null;
  @Reference('course_place', {nullable: true}) coursePlaceId: string | null;
  /** The council's own, without a gap; the invoice bears it. */
  @Column({type: 'integer'}) number: number;
  @PenceColumn() amountPence: number;
  @DayColumn() owedOn: string;
  @DayColumn({nullable: true}) paidOn: string | null;
  @Reference('person', {nullable: true}) paidRecordedBy: string | null;
  /** The place was given up, or the course called off: nothing is owed, and what was paid is paid back. */
  @DayColumn({nullable: true}) endedOn: string | null;
  @DayColumn({nullable: true}) repaidOn: string | null;
  @Reference('person', {nullable: true}) repaidRecordedBy: string | null;
}
