import {Check, Column, Entity} from 'typeorm';
import {DayColumn, Id, Reference} from '@app/platform';

/** What calling a visit off costs where nobody agreed otherwise: the council's standard terms. */
@Entity()
@Check('cancellation_rule_notice_hours_check', `notice_hours BETWEEN 0 AND 720`)
@Check('cancellation_rule_late_cancellation_bp_check', `late_cancellation_bp BETWEEN 0 AND 10000`)
@Check('cancellation_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class CancellationRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'integer'}) noticeHours: number;
  @Column({type: 'integer'}) lateCancellationBp: number;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}
