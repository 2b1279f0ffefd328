import {Check, Column, Entity, ForeignKey, Index} from 'typeorm';
import {DayColumn, Id, PenceColumn} from '@app/platform';

export const HEALTH_SOURCE =
  'National Health Service (Direct Payments) Regulations 2013 (S.I. 2013/1617), regulation 14, which regulation 13(2) ' +
  'names for reviews, and NHS England’s guidance on them: within three months. Regulation 17(2)(a) of the Regulations of ' +
  '2010 (S.I. 2010/1000) said so too; the text of regulation 14 was not seen: council to check';

/** When reviews are due, and by how much a week a reviewer may change a line alone: each council's own, dated, with its source. */
@Entity()
@Index('review_rule_council_id_starts_on_key', ['councilId', 'startsOn'], {unique: true})
@Check('review_rule_early_weeks_check', `early_weeks BETWEEN 1 AND 26`)
@Check('review_rule_first_months_check', `first_months BETWEEN 1 AND 6`)
@Check('review_rule_then_months_check', `then_months BETWEEN 1 AND 12`)
@Check('review_rule_soon_days_check', `soon_days BETWEEN 0 AND 180`)
@Check('review_rule_limit_pence_check', `limit_pence BETWEEN 0 AND 10000000`)
@Check('review_rule_health_months_check', `health_months BETWEEN 1 AND 6`)
@Check('review_rule_health_source_check', `length(btrim(health_source)) BETWEEN 1 AND 500`)
@Check('review_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class ReviewRule {
  @Id() id: string;
  /** Null is what every council starts with. */
  @Column({type: 'uuid', nullable: true}) @ForeignKey('Council') councilId: string | null;
  /** A first look, so many weeks after the first payment; null is none. */
  @Column({type: 'integer', nullable: true}) earlyWeeks: number | null;
  @Column({type: 'integer'}) firstMonths: number;
  @Column({type: 'integer'}) thenMonths: number;
  /** So many days ahead a review shows as due soon. */
  @Column({type: 'integer'}) soonDays: number;
  @PenceColumn() limitPence: number;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
  /** The first review of a personal health budget, within so many months of its first payment. */
  @Column({type: 'integer', default: 3}) healthMonths: number;
  @Column({type: 'text', default: HEALTH_SOURCE}) healthSource: string;
}
