import type {PersonalTable} from './personal-table.js';

const OWN = `t.budget_id IN (SELECT id FROM budget WHERE holder_id = $1)`;

/** What the council asks and agrees about somebody's money after it was given: table by table, with every column. */
export const REVIEW_TABLES: Readonly<Record<string, PersonalTable>> = {
  budget_review: {
    category: 'plans',
    columns:
      'budget_id kind held_on how took_part own_words summary plan_id result line_id from_day before_pence weekly_pence contribution_weekly_pence limit_pence next_due_on state recorded_by recorded_at decided_by decided_at decided_note change_id',
    of: OWN,
  },
  review_outcome: {
    category: 'plans',
    columns: 'review_id position text met words',
    of: `t.review_id IN (SELECT id FROM budget_review WHERE budget_id IN (SELECT id FROM budget WHERE holder_id = $1))`,
  },
  review_request: {
    category: 'plans',
    columns: 'budget_id why text asked_by asked_how asked_at review_id',
    of: OWN,
  },
};
