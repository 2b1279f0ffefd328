import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import type {Deployment} from '../budget/budget-line.entity.js';

export const MOVE_KINDS = ['keep', 'give_back', 'contribution_paid', 'write_off', 'roll_over'] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

/** What money is kept apart for: costs that are sure to come. */
export const PURPOSES = ['holiday_pay', 'tax', 'redundancy', 'savings', 'contingency'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What a finance officer did to a period, and why: the cause that the journal names. */
@Entity()
@Index(['periodId'])
@Check('money_move_kind_check', `kind IN ('keep', 'give_back', 'contribution_paid', 'write_off', 'roll_over', 'close')`)
@Check('money_move_pence_check', `pence BETWEEN 0 AND 100000000`)
@Check('money_move_purpose_check', `purpose IN ('holiday_pay', 'tax', 'redundancy', 'savings', 'contingency')`)
@Check('money_move_reason_check', `length(btrim(reason)) BETWEEN 1 AND 1000`)
@Check('money_move_kept_for_check', `(purpose IS NOT NULL) = (kind IN ('keep', 'give_back'))`)
export class MoneyMove {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_period') periodId: string;
  @Column({type: 'text'}) kind: MoveKind | 'close';
  @PenceColumn() pence: number;
  @Column({type: 'text', nullable: true}) purpose: Purpose | null;
  @Column({type: 'text'}) reason: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}

/** How the council's own ledger codes what a kind of line spends, from a day on. */
@Entity()
@Index(['councilId', 'deployment', 'startsOn'])
@Check(
  'finance_code_deployment_check',
  `deployment IN ('direct_payment', 'managed', 'individual_service_fund', 'personal_health_budget')`,
)
@Check('finance_code_cost_centre_check', `cost_centre is letters and digits`)
@Check('finance_code_subjective_check', `subjective is letters and digits`)
export class FinanceCode {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) deployment: Deployment;
  @Column({type: 'text'}) costCentre: string;
  @Column({type: 'text'}) subjective: string;
  @DayColumn() startsOn: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
