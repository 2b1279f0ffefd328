import type {PersonalTable} from './personal-table.js';
import {BOOKINGS, LINES, LISTINGS, PERIODS, VISITS} from './whose.js';

/** What is kept of agreements, visits, hours and what is paid for them, with every column. */
export const BOOKING_TABLES: Readonly<Record<string, PersonalTable>> = {
  engagement: {
    category: 'support',
    columns:
      'holder_id listing_id status status_reference status_checked_on state starts_on ends_on notice_hours late_cancellation_bp mileage_pence proposed_by created_at answered_by answered_at decline_reason proposed_how',
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
      'reference holder_id listing_id engagement_id state rrule requested_by created_at decline_reason requested_how shift except_days bank_holidays covers_visit_id session_id shared_id notice_hours late_cancellation_bp',
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
      'booking_id worker_id named_worker_id lane state starts_at ends_at price_pence started_at ended_at miles actual_pence recorded_by approved_by query_reason approved_how sequence recorded_at approved_silently planned no_show pause_id',
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
    columns: 'visit_id member_id noted_by noted_at pause_id',
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
};
