import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, PenceColumn, Reference} from '@app/platform';
import type {Cycle} from './periods.js';

/** How the money of a line reaches who is paid. Care Act 2014 ss.26, 31–33; NHS England on personal health budgets. */
export const DEPLOYMENTS = ['direct_payment', 'managed', 'individual_service_fund', 'personal_health_budget'] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

/** Part of a budget with its own rules: how it is deployed, what it is for, how much a week, from when to when. */
@Entity()
@Index(['budgetId'])
@Check(
  'budget_line_deployment_check',
  `deployment IN ('direct_payment', 'managed', 'individual_service_fund', 'personal_health_budget')`,
)
@Check('budget_line_purpose_check', `length(purpose) BETWEEN 1 AND 500`)
@Check('budget_line_weekly_pence_check', `weekly_pence BETWEEN 0 AND 100000000`)
@Check('budget_line_contribution_weekly_pence_check', `contribution_weekly_pence BETWEEN 0 AND 100000000`)
@Check('budget_line_cycle_check', `cycle IN ('four_weekly', 'monthly', 'weekly')`)
@Check('budget_line_ends_on_check', `ends_on >= starts_on`)
export class BudgetLine {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget') budgetId: string;
  @Column({type: 'text'}) deployment: Deployment;
  @Column({type: 'text'}) purpose: string;
  /** What the council gives a week. */
  @PenceColumn() weeklyPence: number;
  /** What the person adds a week, as assessed. */
  @PenceColumn({default: 0}) contributionWeeklyPence: number;
  @Column({type: 'text'}) cycle: Cycle;
  /** A first day of a period in the council's calendar: four-weekly periods are counted from it, both ways. */
  @DayColumn() cycleAnchor: string;
  @DayColumn() startsOn: string;
  /** The last day; null while it goes on. */
  @DayColumn({nullable: true}) endsOn: string | null;
  @CreatedAt() createdAt: Date;
}
