import {Check, Column, Entity, ForeignKey, Index} from 'typeorm';
import {DayColumn, Id, PenceColumn} from '@app/platform';

/** How long somebody has to answer a letter about money left over, and below what none is written: dated, with its source. */
@Entity()
@Index('surplus_rule_council_id_starts_on_key', ['councilId', 'startsOn'], {unique: true})
@Check('surplus_rule_answer_days_check', `answer_days BETWEEN 14 AND 120`)
@Check('surplus_rule_least_pence_check', `least_pence BETWEEN 0 AND 10000000`)
@Check('surplus_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
@Check('surplus_rule_contribution_source_check', `length(btrim(contribution_source)) BETWEEN 1 AND 500`)
export class SurplusRule {
  @Id() id: string;
  /** Null is what every council starts with. */
  @Column({type: 'uuid', nullable: true}) @ForeignKey('Council') councilId: string | null;
  @Column({type: 'integer'}) answerDays: number;
  @PenceColumn() leastPence: number;
  @Column({type: 'text'}) source: string;
  /** Of every line a person's own part is used up before the council's; a line by itself may say so too. */
  @Column({type: 'boolean', default: false}) contributionFirst: boolean;
  @Column({type: 'text'}) contributionSource: string;
  @DayColumn() startsOn: string;
}
