import type {PersonalTable} from './personal-table.js';

const PLANS = `SELECT id FROM support_plan WHERE person_id = $1`;

/** What people plan with their support, and what is proposed to them: table by table, with every column. */
export const PLAN_TABLES: Readonly<Record<string, PersonalTable>> = {
  support_plan: {
    category: 'plans',
    columns:
      'person_id number state about backup helped_by indicative_pence weekly_pence figure_pence revision started_by created_at offered_by agreed_by agreed_how agreed_at decided_by decided_at limit_pence reasons',
    of: 't.person_id = $1',
  },
  plan_item: {
    category: 'plans',
    columns: 'plan_id position kind text note agreed_with',
    of: `t.plan_id IN (${PLANS})`,
  },
  plan_time: {
    category: 'plans',
    columns: 'plan_id position weekdays from_time to_time service text rate_pence',
    of: `t.plan_id IN (${PLANS})`,
  },
  shortlist_entry: {
    category: 'choosing',
    columns: 'holder_id listing_id note added_by added_at changed_at',
    of: 't.holder_id = $1',
  },
  shortlist_share: {
    category: 'choosing',
    columns: 'holder_id supporter_id shared_by shared_at ended_at',
    of: 't.holder_id = $1 OR t.supporter_id = $1',
  },
  saved_search: {
    category: 'choosing',
    columns: 'holder_id name asked saved_by saved_at used_at looked_at paused_at',
    of: 't.holder_id = $1',
  },
  saved_search_seen: {
    category: 'choosing',
    columns: 'search_id listing_id alert_id seen_at',
    of: 't.search_id IN (SELECT id FROM saved_search WHERE holder_id = $1)',
  },
  feedback: {
    category: 'feedback',
    columns:
      'holder_id listing_id state went_well again text written_by written_at moderated_by reason reply reply_state replied_by replied_at reply_moderated_by reply_reason',
    of: 't.holder_id = $1 OR t.replied_by = $1',
  },
  backup_contact: {
    category: 'plans',
    columns: 'person_id position kind listing_id name phone note recorded_by recorded_at',
    of: 't.person_id = $1',
  },
  backup_consent: {
    category: 'plans',
    columns: 'person_id consents recorded_by recorded_at',
    of: 't.person_id = $1',
  },
  proposal: {
    category: 'plans',
    columns:
      'person_id listing_id kind state note employment starts_on rates starts_at ends_at rrule line_id proposed_by created_at answered_by answered_how answered_at answer engagement_id booking_id',
    of: 't.person_id = $1',
  },
};
