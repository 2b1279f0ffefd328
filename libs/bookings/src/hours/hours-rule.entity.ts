import {Check, Column, Entity, ForeignKey, Index} from 'typeorm';
import {DayColumn, Id, PenceColumn} from '@app/platform';

/** How hours are approved: each council's own, dated, with its source. */
@Entity()
@Index('hours_rule_council_id_starts_on_key', ['councilId', 'startsOn'], {unique: true})
@Check('hours_rule_tolerance_bp_check', `tolerance_bp BETWEEN 0 AND 10000`)
@Check('hours_rule_tolerance_pence_check', `tolerance_pence BETWEEN 0 AND 100000`)
@Check('hours_rule_silent_days_check', `silent_days BETWEEN 1 AND 90`)
@Check('hours_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class HoursRule {
  @Id() id: string;
  /** Null is what every council starts with. */
  @Column({type: 'uuid', nullable: true}) @ForeignKey('Council') councilId: string | null;
  /** By how much hours may cost more than was set aside before somebody has to say yes to that: a share, and never more than a sum. */
  @Column({type: 'integer'}) toleranceBp: number;
  @PenceColumn() tolerancePence: number;
  /** After so many days without a word hours are approved; null where silence approves nothing. */
  @Column({type: 'integer', nullable: true}) silentDays: number | null;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}
