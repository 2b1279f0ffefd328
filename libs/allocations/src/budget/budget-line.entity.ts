import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, PenceColumn, Reference} from '@app/platform';
import type {Cycle} from './periods.js';

/** How the money of a line reaches who is paid. Care Act 2014 ss.26, 31–33; NHS England on personal health budgets. */
export const DEPLOYMENTS = ['direct_payment', 'managed', 'individual_service_fund', 'personal_health_budget'] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

/** Where a direct payment goes; and of a personal health budget, which of the three that the NHS must offer. */
export const PAID_TO = {
  direct_payment: ['own_account', 'card', 'managed_account'],
  personal_health_budget: ['notional', 'third_party', 'direct'],
  managed: [],
  individual_service_fund: [],
} as const satisfies Record<Deployment, readonly string[]>;
export type PaidTo = (typeof PAID_TO)[Deployment][number];

export const FUNDERS = ['council', 'nhs', 'joint'] as const;
export type Funder = (typeof FUNDERS)[number];

/** Net: the council pays its own part only. Gross: it pays all and asks for the contribution afterwards. */
export const CONTRIBUTION_METHODS = ['net', 'gross'] as const;
export type ContributionMethod = (typeof CONTRIBUTION_METHODS)[number];

/** A direct payment keeps so many weeks before anything is surplus; a fund goes on from month to month. */
export const ROLL_OVERS = ['surplus_weeks', 'next_period', 'none'] as const;
export type RollOver = (typeof ROLL_OVERS)[number];

/** Part of a budget with its own rules: how it is deployed, what it is for, how much a week, from when to when. */
@Entity()
@Index(['budgetId'])
@Index('budget_line_council_id_reference_key', ['councilId', 'reference'], {unique: true})
@Check(
  'budget_line_deployment_check',
  `deployment IN ('direct_payment', 'managed', 'individual_service_fund', 'personal_health_budget')`,
)
@Check('budget_line_purpose_check', `length(purpose) BETWEEN 1 AND 500`)
@Check('budget_line_weekly_pence_check', `weekly_pence BETWEEN 0 AND 100000000`)
@Check('budget_line_contribution_weekly_pence_check', `contribution_weekly_pence BETWEEN 0 AND 100000000`)
@Check('budget_line_cycle_check', `cycle IN ('four_weekly', 'monthly', 'weekly', 'once')`)
@Check('budget_line_ends_on_check', `ends_on >= starts_on`)
@Check('budget_line_paid_to_check', `paid_to is one of the deployment`)
@Check('budget_line_funder_check', `funder IN ('council', 'nhs', 'joint')`)
@Check('budget_line_council_share_bp_check', `council_share_bp is what the funder says`)
@Check('budget_line_restriction_check', `length(btrim(restriction)) BETWEEN 1 AND 500`)
@Check('budget_line_restriction_reason_check', `(restriction IS NULL) = (restriction_reason IS NULL)`)
@Check('budget_line_contribution_method_check', `contribution_method IN ('net', 'gross')`)
@Check('budget_line_one_off_pence_check', `one_off_pence of a line that is paid once`)
@Check('budget_line_roll_over_check', `roll_over IN ('surplus_weeks', 'next_period', 'none')`)
@Check('budget_line_surplus_weeks_check', `surplus_weeks BETWEEN 0 AND 104`)
@Check('budget_line_reference_check', `length(btrim(reference)) BETWEEN 1 AND 100`)
export class BudgetLine {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget') budgetId: string;
  @Column({type: 'text'}) deployment: Deployment;
  @Column({type: 'text', nullable: true}) paidTo: PaidTo | null;
  @Column({type: 'text', default: 'council'}) funder: Funder;
  /** Of what the council and the NHS give together; the rest is the NHS's. */
  @Column({type: 'integer', default: 10_000}) councilShareBp: number;
  @Column({type: 'text'}) purpose: string;
  /** What it may not be used for. Open unless a reason is given. */
  @Column({type: 'text', nullable: true}) restriction: string | null;
  @Column({type: 'text', nullable: true}) restrictionReason: string | null;
  /** What the council gives a week, at first: see `line_change`. */
  @PenceColumn() weeklyPence: number;
  /** What the person adds a week, as assessed. */
  @PenceColumn({default: 0}) contributionWeeklyPence: number;
  @Column({type: 'text', default: 'net'}) contributionMethod: ContributionMethod;
  /** The person's own part is used up before the council's. */
  @Column({type: 'boolean', default: false}) contributionFirst: boolean;
  /** Given once, for all the days of the line together: never spread over weeks. */
  @PenceColumn({default: 0}) oneOffPence: number;
  @Column({type: 'text'}) cycle: Cycle;
  /** A first day of a period in the council's calendar: four-weekly periods are counted from it, both ways. */
  @DayColumn() cycleAnchor: string;
  @DayColumn() startsOn: string;
  /** The last day; null while it goes on. A later change may say another. */
  @DayColumn({nullable: true}) endsOn: string | null;
  @Column({type: 'text', default: 'surplus_weeks'}) rollOver: RollOver;
  @Column({type: 'integer', nullable: true, default: 8}) surplusWeeks: number | null;
  /** The council's own number for this agreement: by it an import finds the line again. */
  @Column({type: 'text', nullable: true}) reference: string | null;
  @CreatedAt() createdAt: Date;
}
