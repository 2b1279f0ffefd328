import {Check, Column, Entity, ForeignKey, Index} from 'typeorm';
import {DayColumn, Id} from '@app/platform';

/** Sums are pence, shares basis points, weeks hundredths, ages and days whole. */
export const RATE_UNITS = {
  minimum_21: 'pounds',
  minimum_18: 'pounds',
  minimum_16: 'pounds',
  ni_rate: 'percent',
  ni_threshold: 'pounds',
  ni_allowance: 'pounds',
  pension_rate: 'percent',
  pension_trigger: 'pounds',
  pension_lower: 'pounds',
  pension_upper: 'pounds',
  pension_from_age: 'years',
  pension_to_age: 'years',
  holiday_weeks: 'weeks',
  holiday_irregular: 'percent',
  insurance_year: 'pounds',
  payroll_year: 'pounds',
  sick_week: 'pounds',
  sick_share: 'percent',
  sick_earnings: 'pounds',
  sick_waiting_days: 'days',
  sick_weeks: 'weeks',
  redundancy_week: 'pounds',
  redundancy_years: 'years',
  redundancy_most_years: 'years',
  redundancy_under_22: 'weeks',
  redundancy_22: 'weeks',
  redundancy_41: 'weeks',
} as const;
export type RateCode = keyof typeof RATE_UNITS;
export const RATE_CODES = Object.keys(RATE_UNITS) as RateCode[];

/** A figure that employing somebody is worked out with: of the law, or a council's own, from a day on, with its source. */
@Entity()
@Index('employment_rate_council_id_code_starts_on_key', ['councilId', 'code', 'startsOn'], {unique: true})
@Check('employment_rate_code_check', `code is one of those`)
@Check('employment_rate_value_check', `value BETWEEN 0 AND 100000000`)
@Check('employment_rate_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class EmploymentRate {
  @Id() id: string;
  /** Null is what holds everywhere. */
  @Column({type: 'uuid', nullable: true}) @ForeignKey('Council') councilId: string | null;
  @Column({type: 'text'}) code: RateCode;
  @Column({type: 'bigint'}) value: number;
  @DayColumn() startsOn: string;
  @Column({type: 'text'}) source: string;
}
