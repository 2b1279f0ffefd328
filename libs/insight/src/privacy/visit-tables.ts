import type {PersonalTable} from './personal-table.js';
import {BOOKINGS} from './whose.js';

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
};
