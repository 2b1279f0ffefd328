import type {PersonalTable} from './personal-table.js';
import {LINES} from './whose.js';

const OWN = `t.budget_id IN (SELECT id FROM budget WHERE holder_id = $1)`;

/** What the council asks and agrees about somebody's money after it was given: table by table, with every column. */
export const REVIEW_TABLES: Readonly<Record<string, PersonalTable>> = {
  budget_review: {
    category: 'plans',
    columns:
      'budget_id kind held_on how took_part own_words summary plan_id result line_id from_day before_pence weekly_pence contribution_weekly_pence limit_pence next_due_on state recorded_by recorded_at decided_by decided_at decided_note change_id emptied_at',
    of: OWN,
  },
  review_outcome: {
    category: 'plans',
    columns: 'review_id position text met words',
    of: `t.review_id IN (SELECT id FROM budget_review WHERE budget_id IN (SELECT id FROM budget WHERE holder_id = $1))`,
  },
  budget_rating: {
    category: 'money',
    columns: 'budget_id rating reason review_by rated_by rated_at emptied_at',
    of: OWN,
  },
  purchase_sample: {
    category: 'staff',
    columns: 'seed from_day to_day percents population drawn_by drawn_at',
    of: null,
  },
  sampled_purchase: {
    category: 'money',
    columns: 'sample_id purchase_id outcome note looked_by looked_at emptied_at',
    of: `t.purchase_id IN (SELECT id FROM purchase WHERE line_id IN (${LINES}))`,
  },
  surplus_letter: {
    category: 'money',
    columns:
      'line_id given_pence spent_pence promised_pence ring_fenced_pence weeks weekly_pence surplus_pence reclaimed_pence own_given_pence own_unpaid_pence own_left_pence own_surplus_pence contribution_first sent_by sent_at answer_by answer answer_text answered_by answered_how answered_at decision decided_pence decision_reason look_again_on decided_by decided_at emptied_at',
    of: `t.line_id IN (${LINES})`,
  },
  fund_term: {
    category: 'money',
    columns: 'line_id from_month hour_pence management_pence source recorded_by recorded_at',
    of: `t.line_id IN (${LINES})`,
  },
  fund_use: {
    category: 'money',
    columns: 'line_id on_day what minutes recorded_by recorded_at removed_at',
    of: `t.line_id IN (${LINES})`,
  },
  fund_statement: {
    category: 'money',
    columns:
      'line_id month hour_pence management_pence funded_pence carry_before carry_after before_minutes added_minutes returned_minutes used_minutes pooled_minutes lapsed_minutes banked_minutes cost_pence pool_id state sent_by sent_at answered_by answered_at query emptied_at',
    of: `t.line_id IN (${LINES})`,
  },
  hour_pool: {
    category: 'money',
    columns: 'name purpose held_by created_at',
    of: `t.id IN (SELECT pool_id FROM pool_member WHERE line_id IN (${LINES}))`,
  },
  pool_member: {
    category: 'money',
    columns: 'pool_id line_id asked_by asked_at joined_on joined_by left_on left_by returned_minutes',
    of: `t.line_id IN (${LINES})`,
  },
  pool_use: {
    category: 'money',
    columns: 'pool_id on_day what minutes recorded_by recorded_at',
    of: `t.pool_id IN (SELECT pool_id FROM pool_member WHERE line_id IN (${LINES}))`,
  },
  survey_answered: {
    category: 'plans',
    columns: 'person_id quarter',
    of: 't.person_id = $1',
  },
  review_request: {
    category: 'plans',
    columns: 'budget_id why text asked_by asked_how asked_at review_id',
    of: OWN,
  },
};
