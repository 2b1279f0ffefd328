import type {PersonalTable} from './personal-table.js';
import {LINES, PERIODS} from './whose.js';

/** What is kept of budgets: lines, what was bought and paid, and the ledger, with every column. */
export const MONEY_TABLES: Readonly<Record<string, PersonalTable>> = {
  budget: {
    category: 'money',
    columns: 'holder_id kind created_at',
    of: 't.holder_id = $1',
  },
  budget_line: {
    category: 'money',
    columns:
      'budget_id deployment purpose weekly_pence contribution_weekly_pence cycle cycle_anchor starts_on ends_on created_at paid_to funder council_share_bp restriction restriction_reason contribution_method contribution_first one_off_pence roll_over surplus_weeks reference',
    of: `t.id IN (${LINES})`,
  },
  budget_figure: {
    category: 'money',
    columns: 'budget_id kind weekly_pence dated_on reasons changed recorded_by recorded_at',
    of: 't.budget_id IN (SELECT id FROM budget WHERE holder_id = $1)',
  },
  line_change: {
    category: 'money',
    columns:
      'line_id kind from_day to_day weekly_pence contribution_weekly_pence kept_bp reason replaces_id recorded_by recorded_at',
    of: `t.line_id IN (${LINES})`,
  },
  purchase: {
    category: 'money',
    columns:
      'line_id period_id bought_on what paid_with pence line_pence own_pence beyond_pence unusual form_key recorded_by recorded_how recorded_at taken_back_at taken_back_by taken_back_why talked_at talked_by talked_note',
    of: `t.line_id IN (${LINES})`,
  },
  purchase_file: {
    category: 'money',
    columns: 'purchase_id name media_type bytes state uploaded_by uploaded_at released_by',
    of: `t.purchase_id IN (SELECT id FROM purchase WHERE line_id IN (${LINES}))`,
  },
  allocation_import: {
    category: 'staff',
    columns: 'digest changes_from totals prepared_by prepared_at outcome closed_by closed_at finished_at applied',
    of: null,
  },
  allocation_import_row: {
    category: 'money',
    columns: 'import_id row_number outcome content changes errors',
    of: `t.content ->> 'personReference' = (SELECT council_reference FROM person WHERE id = $1)`,
  },
  imported_line: {
    category: 'money',
    columns: 'line_id import_id content',
    of: `t.line_id IN (${LINES})`,
  },
  finance_export: {
    category: 'staff',
    columns: 'kind from_day to_day reference through_entry rows total_pence digest made_by made_at',
    of: null,
  },
  overdraft: {
    category: 'money',
    columns: 'period_id pence reason allowed_by allowed_at',
    of: `t.period_id IN (${PERIODS})`,
  },
  deployment_rule: {
    category: 'staff',
    columns: 'deployment pays allowed reason source starts_on ends_on recorded_by',
    of: null,
  },
  listing_mark: {
    category: 'staff',
    columns: 'listing_id kind reason starts_on ends_on recorded_by recorded_at',
    of: null,
  },
  finance_code: {
    category: 'staff',
    columns: 'deployment cost_centre subjective starts_on recorded_by recorded_at',
    of: null,
  },
  agreement_version: {
    category: 'staff',
    columns: 'number starts_on sign_by purpose asked surplus easy source recorded_by recorded_at',
    of: null,
  },
  agreement_signature: {
    category: 'money',
    columns: 'holder_id version_id signed_by way signed_on recorded_by recorded_at',
    of: 't.holder_id = $1',
  },
  payment: {
    category: 'money',
    columns: 'export_id period_id state pence why recorded_at',
    of: `t.period_id IN (${PERIODS})`,
  },
  declared_relationship: {
    category: 'money',
    columns: 'holder_id listing_id relation declared_by declared_at',
    of: 't.holder_id = $1',
  },
  family_exception: {
    category: 'money',
    columns: 'holder_id listing_id reason starts_on ends_on recorded_by recorded_at',
    of: 't.holder_id = $1',
  },
  money_move: {
    category: 'money',
    columns: 'period_id kind pence purpose reason recorded_by recorded_at',
    of: `t.period_id IN (${PERIODS})`,
  },
  budget_period: {
    category: 'money',
    columns: 'line_id starts_on ends_on',
    of: `t.line_id IN (${LINES})`,
  },
  period_balance: {
    category: 'money',
    columns:
      'period_id allocated_pence contribution_pence held_pence committed_pence spent_pence ring_fenced_pence available_pence contribution_paid_pence rolled_over_pence reclaimed_pence written_off_pence overdraft_pence closed_at',
    of: `t.period_id IN (${PERIODS})`,
  },
  ledger_entry: {
    category: 'money',
    columns: 'journal_id period_id account amount_pence',
    of: `t.period_id IN (${PERIODS})`,
  },
  ledger_journal: {
    category: 'money',
    columns: 'at kind cause_kind cause_id actor_id for_id transaction_id reverses_id',
    of: `t.id IN (SELECT journal_id FROM ledger_entry WHERE period_id IN (${PERIODS}))`,
  },
};
