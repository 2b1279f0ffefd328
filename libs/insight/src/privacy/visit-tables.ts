import type {PersonalTable} from './personal-table.js';
import {BOOKINGS, LINES, LISTINGS} from './whose.js';

const ENGAGEMENTS = `SELECT id FROM engagement WHERE holder_id = $1 OR listing_id IN (${LISTINGS})`;

/** What becomes of visits after they were booked: who moved, paused or covered them, and on what terms. */
export const VISIT_TABLES: Readonly<Record<string, PersonalTable>> = {
  visit_change: {
    category: 'support',
    columns:
      'booking_id visit_id reach side state reason proposed_by proposed_how created_at answered_by answered_at decline_reason',
    of: `t.booking_id IN (${BOOKINGS})`,
  },
  visit_change_time: {
    category: 'support',
    columns: 'change_id visit_id old_starts_at old_ends_at old_pence starts_at ends_at price_pence',
    of: `t.change_id IN (SELECT id FROM visit_change WHERE booking_id IN (${BOOKINGS}))`,
  },
  visit_change_yes: {
    category: 'support',
    columns: 'change_id person_id side said_by said_at',
    of: 't.person_id = $1',
  },
  support_pause: {
    category: 'support',
    columns: 'holder_id kind from_day until_day line_change_id started_by started_how started_at ended_by ended_at',
    of: 't.holder_id = $1',
  },
  booking_payer: {
    category: 'support',
    columns: 'booking_id from_day line_id share_bp',
    of: `t.line_id IN (${LINES})`,
  },
  engagement_version: {
    category: 'support',
    columns:
      'engagement_id number state side starts_on status employer employer_name status_reference status_checked_on tasks pattern notice_hours late_cancellation_bp pause_bp pause_days mileage_pence sleep_ins holiday trial_until trial_notice_days end_notice_days payers emergency_contact proposed_by proposed_how created_at answered_by answered_at decline_reason',
    of: `t.engagement_id IN (${ENGAGEMENTS})`,
  },
  engagement_version_rate: {
    category: 'support',
    columns: 'version_id band unit rate_pence',
    of: `t.version_id IN (SELECT id FROM engagement_version WHERE engagement_id IN (${ENGAGEMENTS}))`,
  },
  cover_request: {
    category: 'support',
    columns: 'visit_id state side asked_by answer_minutes created_at ended_at cover_visit_id',
    of: `t.visit_id IN (SELECT id FROM visit WHERE booking_id IN (${BOOKINGS}))`,
  },
  cover_ask: {
    category: 'support',
    columns: 'request_id position kind listing_id name phone state asked_at answer_by answered_by answered_at',
    of: `t.listing_id IN (${LISTINGS}) OR t.request_id IN (SELECT id FROM cover_request WHERE visit_id IN (
           SELECT v.id FROM visit v JOIN booking b ON b.id = v.booking_id WHERE b.holder_id = $1))`,
  },
};
