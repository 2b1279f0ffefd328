import type {PersonalTable} from './personal-table.js';
import {ACCOUNTS, BOOKINGS, DEVELOPMENTS, LINES, LISTINGS, ORGANISATIONS, PERIODS, SUBJECTS, VISITS} from './whose.js';

/** What is kept of people, what they spend, and what they are told: table by table, with every column. */
export const PEOPLE_TABLES: Readonly<Record<string, PersonalTable>> = {
  person: {
    category: 'people',
    columns: 'name council_reference created_at',
    of: 't.id = $1',
  },
  organisation: {
    category: 'people',
    columns: 'name created_at',
    of: `t.id IN (${ORGANISATIONS})`,
  },
  organisation_member: {
    category: 'people',
    columns: 'organisation_id person_id',
    of: 't.person_id = $1',
  },
  account: {
    category: 'accounts',
    columns: 'person_id email password_hash created_at last_used_on emptied_at',
    of: 't.person_id = $1',
  },
  session: {
    category: 'accounts',
    columns:
      'account_id token_hash acting_for_id created_at expires_at ended_at methods authenticated_at last_seen_at idle_minutes ends_at device',
    of: `t.account_id IN (${ACCOUNTS})`,
  },
  pending_sign_in: {
    category: 'accounts',
    columns: 'account_id token_hash methods device tries challenge created_at expires_at used_at',
    of: `t.account_id IN (${ACCOUNTS})`,
  },
  second_factor: {
    category: 'accounts',
    columns:
      'account_id kind name secret last_step credential_id public_key counter transports created_at confirmed_at last_used_at removed_at',
    of: `t.account_id IN (${ACCOUNTS})`,
  },
  recovery_code: {
    category: 'accounts',
    columns: 'account_id salt code_hash created_at used_at',
    of: `t.account_id IN (${ACCOUNTS})`,
  },
  sign_in_failure: {category: 'accounts', columns: 'key failures last_at', of: null},
  machine_client: {
    category: 'accounts',
    columns: 'person_id name scopes created_by created_at last_used_at revoked_at revoked_by',
    of: 't.person_id = $1',
  },
  machine_secret: {
    category: 'accounts',
    columns: 'client_id secret_hash hint created_at last_used_at ended_at',
    of: null,
  },
  machine_token: {
    category: 'accounts',
    columns: 'client_id secret_id token_hash scopes created_at expires_at',
    of: null,
  },
  idempotency_key: {
    category: 'accounts',
    columns: 'account_id key request_hash answer created_at',
    of: null,
  },
  representation: {
    category: 'acting',
    columns:
      'holder_id representative_id kind starts_on ends_on recorded_by created_at powers areas organisation_id evidence review_on revoked_at revoked_by revoke_reason emptied_at',
    of: '$1 IN (t.holder_id, t.representative_id)',
  },
  representation_line: {
    category: 'acting',
    columns: 'representation_id line_id',
    of: 't.representation_id IN (SELECT id FROM representation WHERE $1 IN (holder_id, representative_id))',
  },
  capacity_record: {
    category: 'acting',
    columns: 'person_id area decision assessed_on assessed_by outcome review_on recorded_by created_at',
    of: 't.person_id = $1',
  },
  behalf_contact: {
    category: 'acting',
    columns: 'session_id staff_id person_id representation_id how identity_check said started_at ended_at note',
    of: 't.person_id = $1',
  },
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
    columns: 'digest changes_from totals prepared_by prepared_at outcome closed_by closed_at finished_at',
    of: null,
  },
  allocation_import_row: {
    category: 'money',
    columns: 'import_id row_number outcome content changes errors applied_at',
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
  engagement: {
    category: 'support',
    columns:
      'holder_id listing_id status state starts_on ends_on notice_hours late_cancellation_bp mileage_pence proposed_by created_at answered_by answered_at decline_reason proposed_how',
    of: `t.holder_id = $1 OR t.listing_id IN (${LISTINGS})`,
  },
  engagement_rate: {
    category: 'support',
    columns: 'engagement_id band unit rate_pence starts_on ends_on',
    of: `t.engagement_id IN (SELECT id FROM engagement WHERE holder_id = $1 OR listing_id IN (${LISTINGS}))`,
  },
  booking: {
    category: 'support',
    columns:
      'reference holder_id listing_id engagement_id state rrule requested_by created_at decline_reason requested_how shift except_days bank_holidays covers_visit_id session_id',
    of: `t.id IN (${BOOKINGS})`,
  },
  booking_split: {
    category: 'support',
    columns: 'booking_id line_id share_bp',
    of: `t.line_id IN (${LINES})`,
  },
  booking_beyond: {
    category: 'support',
    columns: 'booking_id from_day noted_at cleared_at',
    of: `t.booking_id IN (${BOOKINGS})`,
  },
  visit: {
    category: 'support',
    columns:
      'booking_id worker_id lane state starts_at ends_at price_pence started_at ended_at miles actual_pence recorded_by approved_by query_reason approved_how sequence recorded_at approved_silently planned no_show pause_id',
    of: `t.booking_id IN (${BOOKINGS})`,
  },
  hours_record: {
    category: 'support',
    columns:
      'visit_id kind form_key started_at ended_at miles work_pence mileage_pence expense_pence parts reason recorded_by recorded_how made_at recorded_at awake_minutes',
    of: `t.visit_id IN (${VISITS})`,
  },
  invoice: {
    category: 'support',
    columns:
      'listing_id holder_id number kind credits_id state total_pence pay_to reason query_reason issued_by issued_at approved_by approved_how approved_at',
    of: `t.holder_id = $1 OR t.listing_id IN (${LISTINGS})`,
  },
  invoice_line: {
    category: 'support',
    columns: 'invoice_id visit_id work_pence mileage_pence expense_pence stands',
    of: `t.visit_id IN (${VISITS})`,
  },
  invoice_payment: {
    category: 'support',
    columns: 'invoice_id line_id method pence paid_on marked_by marked_how marked_at taken_back_at taken_back_by',
    of: `t.invoice_id IN (SELECT id FROM invoice WHERE holder_id = $1 OR listing_id IN (${LISTINGS}))`,
  },
  invoice_number: {
    category: 'support',
    columns: 'listing_id last',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  group_waiting: {
    category: 'support',
    columns: 'session_id holder_id asked_by asked_how asked_at offered_at left_at',
    of: 't.holder_id = $1',
  },
  shared_support: {
    category: 'support',
    columns:
      'listing_id organiser_id title starts_at ends_at rrule share_by absence code_hash state booking_id created_at',
    of: 't.id IN (SELECT shared_id FROM shared_member WHERE person_id = $1)',
  },
  shared_member: {
    category: 'support',
    columns: 'shared_id person_id line_id weight state asked_by asked_how asked_at',
    of: 't.person_id = $1',
  },
  shared_yes: {
    category: 'support',
    columns: 'member_id about person_id said_by said_at',
    of: 't.person_id = $1',
  },
  shared_absence: {
    category: 'support',
    columns: 'visit_id member_id noted_by noted_at',
    of: 't.member_id IN (SELECT id FROM shared_member WHERE person_id = $1)',
  },
  pay_arrangement: {
    category: 'support',
    columns:
      'engagement_id hours_kind weekly_minutes cycle rolled_up born_on starts_on recorded_by recorded_how recorded_at',
    of: `t.engagement_id IN (SELECT id FROM engagement WHERE holder_id = $1 OR listing_id IN (${LISTINGS}))`,
  },
  timesheet: {
    category: 'support',
    columns: 'engagement_id starts_on ends_on totals closed_by closed_how closed_at',
    of: `t.engagement_id IN (SELECT id FROM engagement WHERE holder_id = $1 OR listing_id IN (${LISTINGS}))`,
  },
  timesheet_visit: {
    category: 'support',
    columns: 'visit_id timesheet_id',
    of: `t.visit_id IN (${VISITS})`,
  },
  visit_expense: {
    category: 'support',
    columns: 'visit_id what pence form_key recorded_by recorded_at removed_at',
    of: `t.visit_id IN (${VISITS})`,
  },
  expense_file: {
    category: 'support',
    columns: 'expense_id name media_type bytes state uploaded_by uploaded_at',
    of: `t.expense_id IN (SELECT id FROM visit_expense WHERE visit_id IN (${VISITS}))`,
  },
  calendar_feed: {
    category: 'support',
    columns: 'person_id token_hash created_at last_read_at ended_at',
    of: 't.person_id = $1',
  },
  visit_split: {
    category: 'support',
    columns: 'visit_id period_id amount_pence spent_pence',
    of: `t.period_id IN (${PERIODS})`,
  },
  concern: {
    category: 'concerns',
    columns:
      'member_id text suspension_id recorded_by recorded_at closing_note closed_by closed_at source listing_id about cause wishes told contact_safe reporter reporter_contact reporter_link emptied_at',
    of: null,
  },
  concern_entry: {
    category: 'concerns',
    columns: 'concern_id kind fact on_day text recorded_by recorded_at',
    of: null,
  },
  complaint: {
    category: 'complaints',
    columns: 'name contact about text wants made_by received_at outcome answer closed_by closed_at emptied_at',
    of: 't.made_by = $1',
  },
  development: {
    category: 'complaints',
    columns:
      'enquiry_id state reason next_action next_on fte people_supported outcode services check_due_on begun_by begun_at',
    of: `t.id IN (${DEVELOPMENTS})`,
  },
  development_task: {
    category: 'complaints',
    columns: 'development_id task outcome changed_by changed_on',
    of: `t.development_id IN (${DEVELOPMENTS})`,
  },
  development_event: {
    category: 'complaints',
    columns: 'development_id kind to_state text recorded_by recorded_at',
    of: `t.development_id IN (${DEVELOPMENTS})`,
  },
  enquiry: {
    category: 'complaints',
    columns: 'name email phone wants source note channel recorded_by received_at application_id emptied_at',
    of: 't.email IN (SELECT email FROM account WHERE person_id = $1)',
  },
  notice: {
    category: 'messages',
    columns:
      'person_id email name channel template data subject body path key state created_at read_at secret about_id',
    of: 't.person_id = $1 OR t.email IN (SELECT email FROM account WHERE person_id = $1)',
  },
  audit_entry: {
    category: 'trail',
    columns: 'at actor_id for_id action subject_kind subject_id reason before after',
    of: `t.actor_id = $1 OR t.for_id = $1 OR t.subject_id IN (${SUBJECTS})`,
  },
  role_grant: {
    category: 'staff',
    columns: 'person_id role starts_on ends_on provider_id',
    of: 't.person_id = $1',
  },
  retention_rule: {
    category: 'staff',
    columns: 'category months most_months keeps source starts_on recorded_by recorded_at',
    of: null,
  },
  council_sign_in: {
    category: 'staff',
    columns:
      'role_group starts_on local_accounts second_factor idle_minutes absolute_minutes fresh_minutes link_minutes source recorded_by created_at',
    of: null,
  },
  safeguarding_policy: {
    category: 'staff',
    columns: 'starts_on unnamed phone phone_hours out_of_hours source recorded_by recorded_at',
    of: null,
  },
  data_request: {
    category: 'rights',
    columns:
      'person_id kind channel category said asked_by asked_at due_on searched_by searched_at found outcome answer told closed_by closed_at',
    of: 't.person_id = $1',
  },
  data_request_choice: {
    category: 'rights',
    columns: 'request_id part choice reason chosen_by chosen_at',
    of: 't.request_id IN (SELECT id FROM data_request WHERE person_id = $1)',
  },
};
