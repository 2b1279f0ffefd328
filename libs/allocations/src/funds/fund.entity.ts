import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

/** From a month on: what an hour of the fund costs, and what is taken a month for managing it. */
@Entity()
@Index('fund_term_line_id_from_month_key', ['lineId', 'fromMonth'], {unique: true})
@Check('fund_term_from_month_check', `the first day of a month`)
@Check('fund_term_hour_pence_check', `hour_pence BETWEEN 1 AND 1000000`)
@Check('fund_term_management_pence_check', `management_pence BETWEEN 0 AND 10000000`)
@Check('fund_term_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class FundTerm {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_line') lineId: string;
  @DayColumn() fromMonth: string;
  @PenceColumn() hourPence: number;
  @PenceColumn() managementPence: number;
  @Column({type: 'text'}) source: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}

/** Hours that somebody had out of their fund, as who holds it writes them down. */
@Entity()
@Index(['lineId', 'onDay'])
@Check('fund_use_what_check', `length(btrim(what)) BETWEEN 1 AND 200`)
@Check('fund_use_minutes_check', `minutes BETWEEN 1 AND 1440`)
export class FundUse {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_line') lineId: string;
  @DayColumn() onDay: string;
  @Column({type: 'text'}) what: string;
  @Column({type: 'integer'}) minutes: number;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  @InstantColumn({nullable: true}) removedAt: Date | null;
}

export type StatementState = 'sent' | 'confirmed' | 'queried';

/** A month of a fund: every minute and every penny of it, where it came from and where it went. */
@Entity()
@Index('fund_statement_line_id_month_key', ['lineId', 'month'], {unique: true, where: `state <> 'queried'`})
@Index(['lineId'])
@Index(['poolId'])
@Check('fund_statement_month_check', `the first day of a month`)
@Check('fund_statement_funded_pence_check', `funded_pence >= 0`)
@Check('fund_statement_added_minutes_check', `added_minutes >= 0`)
@Check('fund_statement_returned_minutes_check', `returned_minutes >= 0`)
@Check('fund_statement_used_minutes_check', `used_minutes >= 0`)
@Check('fund_statement_pooled_minutes_check', `pooled_minutes >= 0`)
@Check('fund_statement_lapsed_minutes_check', `lapsed_minutes >= 0`)
@Check('fund_statement_banked_minutes_check', `banked_minutes >= 0`)
@Check('fund_statement_cost_pence_check', `cost_pence >= management_pence`)
@Check('fund_statement_state_check', `state IN ('sent', 'confirmed', 'queried')`)
@Check('fund_statement_query_check', `length(btrim(query)) BETWEEN 1 AND 1000`)
@Check('fund_statement_hours_check', `minutes in are minutes out`)
@Check('fund_statement_money_check', `the money is the minutes, and what is carried`)
@Check('fund_statement_pool_check', `pooled into a pool`)
@Check('fund_statement_answered_check', `who answered, and when`)
export class FundStatement {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_line') lineId: string;
  @DayColumn() month: string;
  @PenceColumn() hourPence: number;
  @PenceColumn() managementPence: number;
  /** What the line gives for the days of the month. */
  @PenceColumn() fundedPence: number;
  /** Less than a minute’s worth, in sixtieths of a penny: from the month before, and to the next. */
  @Column({type: 'bigint'}) carryBefore: number;
  @Column({type: 'bigint'}) carryAfter: number;
  @Column({type: 'integer'}) beforeMinutes: number;
  @Column({type: 'integer'}) addedMinutes: number;
  /** Come back from a pool that they left. */
  @Column({type: 'integer'}) returnedMinutes: number;
  @Column({type: 'integer'}) usedMinutes: number;
  @Column({type: 'integer'}) pooledMinutes: number;
  @Column({type: 'integer'}) lapsedMinutes: number;
  @Column({type: 'integer'}) bankedMinutes: number;
  /** Of the hours that were used, and the management. */
  @PenceColumn() costPence: number;
  @Reference('hour_pool', {nullable: true}) poolId: string | null;
  @Column({type: 'text', default: 'sent'}) state: StatementState;
  @Reference('person') sentBy: string;
  @InstantColumn() sentAt: Date;
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
  @Column({type: 'text', nullable: true}) query: string | null;
  /** Of what people said, by a retention rule. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
