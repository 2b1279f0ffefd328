import {Check, Column, Entity, Exclusion, Index, ForeignKey} from 'typeorm';
import {CouncilId, DayColumn, Id} from '@app/platform';

/** Hours of a weekday; never two that overlap. */
@Entity()
@Check('availability_pattern_weekday_check', `weekday BETWEEN 1 AND 7`)
@Check('availability_pattern_to_time_check', `to_time > from_time`)
@Check('availability_pattern_ends_on_check', `ends_on >= starts_on`)
@Exclusion(
  'availability_pattern_no_overlap',
  `USING gist (listing_id WITH =, weekday WITH =, daterange(starts_on, ends_on, '[]') WITH &&,
   int4range(extract(epoch FROM from_time)::integer, extract(epoch FROM to_time)::integer) WITH &&)`,
)
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
export class AvailabilityPattern {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) listingId: string;
  @Column({type: 'smallint'}) weekday: number;
  @Column({type: 'time'}) fromTime: string;
  @Column({type: 'time'}) toTime: string;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}

/** Days that differ from the pattern. */
@Entity()
@Index(['listingId'])
@Check(
  'availability_exception_to_time_check',
  `num_nulls(from_time, to_time) IN (0, 2) AND (from_time IS NULL OR to_time > from_time)`,
)
@Check('availability_exception_ends_on_check', `ends_on BETWEEN starts_on AND starts_on + 730`)
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
export class AvailabilityException {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) listingId: string;
  @DayColumn() startsOn: string;
  @DayColumn() endsOn: string;
  @Column({type: 'boolean'}) available: boolean;
  @Column({type: 'time', nullable: true}) fromTime: string | null;
  @Column({type: 'time', nullable: true}) toTime: string | null;
}
