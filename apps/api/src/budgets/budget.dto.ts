import type {Deployment} from '@app/allocations';

export class PeriodResponse {
  starts_on: string;
  /** The last day. */
  ends_on: string;
  allocated_pence: number;
  contribution_pence: number;
  held_pence: number;
  committed_pence: number;
  spent_pence: number;
  ring_fenced_pence: number;
  /** Always allocated + contribution − held − committed − spent − ring_fenced. */
  available_pence: number;
}

export class BudgetLineResponse {
  id: string;
  deployment: Deployment;
  purpose: string;
  starts_on: string;
  ends_on: string | null;
  weekly_pence: number;
  contribution_weekly_pence: number;
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
