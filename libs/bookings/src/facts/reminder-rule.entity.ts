import {Check, Column, Entity, Index} from 'typeorm';
import {DayColumn, Id, Reference} from '@app/platform';

/** When people are reminded of visits: each council's own, dated, with its source. */
@Entity()
@Index('reminder_rule_council_id_starts_on_key', ['councilId', 'startsOn'], {unique: true})
@Check('reminder_rule_days_before_check', `days_before BETWEEN 0 AND 7`)
@Check('reminder_rule_at_hour_check', `at_hour BETWEEN 0 AND 23`)
@Check('reminder_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class ReminderRule {
  @Id() id: string;
  /** Null is what every council starts with. */
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'smallint'}) daysBefore: number;
  @Column({type: 'smallint'}) atHour: number;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}
