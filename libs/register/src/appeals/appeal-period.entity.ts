import {Check, Column, Entity, Index} from 'typeorm';
import {DayColumn, Id, Reference} from '@app/platform';

/** How long one may appeal, and how soon the council answers, from a day on. Without a council: what all start with. */
@Entity()
@Index('appeal_period_starts_on_idx', ['startsOn'], {unique: true, where: 'council_id IS NULL'})
@Index('appeal_period_council_id_starts_on_idx', ['councilId', 'startsOn'], {unique: true})
@Check('appeal_period_days_to_appeal_check', `days_to_appeal BETWEEN 7 AND 365`)
@Check('appeal_period_days_to_answer_check', `days_to_answer BETWEEN 1 AND 365`)
@Check('appeal_period_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class AppealPeriod {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'smallint'}) daysToAppeal: number;
  @Column({type: 'smallint'}) daysToAnswer: number;
  @DayColumn() startsOn: string;
  @Column({type: 'text'}) source: string;
}
