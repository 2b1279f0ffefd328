import {Check, Column, Entity, ForeignKey, Index} from 'typeorm';
import {DayColumn, Id, PenceColumn} from '@app/platform';

export const RATINGS = ['green', 'amber', 'red'] as const;
export type Rating = (typeof RATINGS)[number];
export const RECEIPTS_WANTED = ['none', 'large', 'all'] as const;
export type ReceiptsWanted = (typeof RECEIPTS_WANTED)[number];

/** What is asked of whom at each rating, and no more: each council's own, dated, with its source. */
@Entity()
@Index('monitoring_rule_council_id_rating_starts_on_key', ['councilId', 'rating', 'startsOn'], {unique: true})
@Check('monitoring_rule_rating_check', `rating IN ('green', 'amber', 'red')`)
@Check('monitoring_rule_receipts_check', `receipts IN ('none', 'large', 'all')`)
@Check('monitoring_rule_large_pence_check', `large_pence BETWEEN 0 AND 100000000`)
@Check('monitoring_rule_sample_percent_check', `sample_percent BETWEEN 0 AND 100`)
@Check('monitoring_rule_every_weeks_check', `every_weeks BETWEEN 1 AND 52`)
@Check('monitoring_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class MonitoringRule {
  @Id() id: string;
  /** Null is what every council starts with. */
  @Column({type: 'uuid', nullable: true}) @ForeignKey('Council') councilId: string | null;
  @Column({type: 'text'}) rating: Rating;
  @Column({type: 'text'}) receipts: ReceiptsWanted;
  /** From this sum on something is large. */
  @PenceColumn() largePence: number;
  /** Of their purchases, how many in a hundred are looked at in a sample. */
  @Column({type: 'integer'}) samplePercent: number;
  /** How often the council looks at the budget. */
  @Column({type: 'integer'}) everyWeeks: number;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}
