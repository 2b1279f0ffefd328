import {Check, Column, Entity, Exclusion, Index, ForeignKey} from 'typeorm';
import type {RateBand, RateUnit} from '@app/kernel';
import {CouncilId, DayColumn, Id, PenceColumn} from '@app/platform';

/** What a listing asks from a day to a last day. A change is a new row: what counted up to yesterday stands. */
@Entity('rate')
@Check('rate_rate_pence_check', `rate_pence BETWEEN 1 AND 1000000`)
@Check(
  'rate_unit_check',
  `band IN ('weekday', 'evening', 'weekend', 'bank_holiday') AND unit IN ('hour', 'visit')
   OR band = 'waking_night' AND unit IN ('hour', 'night')
   OR band = 'sleep_in' AND unit = 'night'
   OR band = 'live_in' AND unit = 'day'`,
)
@Check('rate_ends_on_check', `ends_on >= starts_on`)
@Exclusion(
  'rate_no_overlap',
  `USING gist (listing_id WITH =, band WITH =, unit WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`,
)
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
export class ListingRate {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) listingId: string;
  @Column({type: 'text'}) band: RateBand;
  @Column({type: 'text'}) unit: RateUnit;
  @PenceColumn() ratePence: number;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}

/** What a PA earns from a day on where somebody employs them: apart from what they charge. */
@Entity()
@Check('wage_rate_pence_check', `rate_pence BETWEEN 1 AND 1000000`)
@Check(
  'wage_unit_check',
  `band IN ('weekday', 'evening', 'weekend', 'bank_holiday') AND unit = 'hour'
   OR band = 'waking_night' AND unit IN ('hour', 'night')
   OR band = 'sleep_in' AND unit = 'night'
   OR band = 'live_in' AND unit = 'day'`,
)
@Check('wage_ends_on_check', `ends_on >= starts_on`)
@Exclusion(
  'wage_no_overlap',
  `USING gist (listing_id WITH =, band WITH =, unit WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`,
)
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
export class Wage {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) listingId: string;
  @Column({type: 'text'}) band: RateBand;
  @Column({type: 'text'}) unit: RateUnit;
  @PenceColumn() ratePence: number;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}

/** What is asked for a mile from a day on. */
@Entity()
@Check('mileage_rate_mile_pence_check', `mile_pence BETWEEN 1 AND 200`)
@Check('mileage_rate_ends_on_check', `ends_on >= starts_on`)
@Exclusion('mileage_rate_no_overlap', `USING gist (listing_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`)
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
export class MileageRate {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) listingId: string;
  @Column({type: 'integer'}) milePence: number;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}

/** Which hours a council counts as evening or weekend: dated, with its source. */
@Entity()
@Index(['councilId'])
@Check('rate_band_rule_band_check', `band IN ('evening', 'weekend')`)
@Check('rate_band_rule_weekdays_check', `cardinality(weekdays) > 0 AND weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]`)
@Check('rate_band_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
@Check('rate_band_rule_to_time_check', `to_time > from_time`)
@Check('rate_band_rule_ends_on_check', `ends_on >= starts_on`)
export class RateBandRule {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) band: 'evening' | 'weekend';
  /** 1 is Monday, 7 is Sunday. */
  @Column({type: 'smallint', array: true}) weekdays: number[];
  @Column({type: 'time'}) fromTime: string;
  @Column({type: 'time'}) toTime: string;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}
