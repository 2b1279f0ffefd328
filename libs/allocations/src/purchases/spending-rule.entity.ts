import {Check, Column, Entity, ForeignKey, Index} from 'typeorm';
import {DayColumn, Id} from '@app/platform';

/** When a purchase is shown to a human: each council's own, dated, with its source. */
@Entity()
@Index('spending_rule_council_id_starts_on_key', ['councilId', 'startsOn'], {unique: true})
@Check('spending_rule_large_weeks_check', `large_weeks BETWEEN 1 AND 52`)
@Check('spending_rule_late_days_check', `late_days BETWEEN 1 AND 730`)
@Check('spending_rule_many_in_day_check', `many_in_day BETWEEN 2 AND 100`)
@Check('spending_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class SpendingRule {
  @Id() id: string;
  /** Null is what every council starts with. */
  @Column({type: 'uuid', nullable: true}) @ForeignKey('Council') councilId: string | null;
  /** More than so many weeks of the line at once. */
  @Column({type: 'integer'}) largeWeeks: number;
  @Column({type: 'integer'}) lateDays: number;
  @Column({type: 'integer'}) manyInDay: number;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}
