import type {ContributionMethod, Cycle, Deployment, Funder, PaidTo} from '@app/allocations';

export class PeriodResponse {
  starts_on: string;
  /** The last day. */
  ends_on: string;
  /** Without what was rolled over to another period, or taken back. */
  allocated_pence: number;
  contribution_pence: number;
  held_pence: number;
  committed_pence: number;
  spent_pence: number;
  ring_fenced_pence: number;
  /** Of the contribution, what was paid in so far; part of no sum. */
  contribution_paid_pence: number;
  /** Always allocated + contribution − held − committed − spent − ring_fenced. */
  available_pence: number;
}

export class BudgetLineResponse {
  id: string;
  deployment: Deployment;
  /** Where a direct payment or a personal health budget is paid; null for what others hold. */
  paid_to: PaidTo | null;
  funder: Funder;
  /** Of what council and NHS give together, in basis points. */
  council_share_bp: number;
  purpose: string;
  /** What it may not pay for; open when null. */
  restriction: string | null;
  restriction_reason: string | null;
  cycle: Cycle;
  starts_on: string;
  ends_on: string | null;
  weekly_pence: number;
  contribution_weekly_pence: number;
  contribution_method: ContributionMethod;
  contribution_first: boolean;
  /** Given once and never spread over weeks. */
  one_off_pence: number;
  period: PeriodResponse | null;
}

export class BudgetHolder {
  id: string;
  name: string;
}

export class BudgetResponse {
  id: string;
  holder: BudgetHolder;
  lines: BudgetLineResponse[];
}

export class BudgetsResponse {
  items: BudgetResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class EntryResponse {
  at: string;
  kind: string;
  account: string;
  amount_pence: number;
  cause: string;
  cause_id: string;
}

export class LineEntriesResponse {
  line: BudgetLineResponse;
  items: EntryResponse[];
  total: number;
  page: number;
  per_page: number;
}
