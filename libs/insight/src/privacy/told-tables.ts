import type {PersonalTable} from './personal-table.js';
import {CONVERSATIONS, LISTINGS} from './whose.js';

/** How people want to be told, and what was sent to them: table by table, with every column. */
export const TOLD_TABLES: Readonly<Record<string, PersonalTable>> = {
  advert: {
    category: 'conversations',
    columns:
      'holder_id state title text services outcode district hours_per_week closes_on written_by written_at moderated_by moderated_at reason',
    of: 't.holder_id = $1',
  },
  also_told: {
    category: 'messages',
    columns: 'person_id representation_id consent recorded_by recorded_at ended_at ended_by',
    of: 't.person_id = $1',
  },
  call_attempt: {
    category: 'messages',
    columns: 'delivery_id outcome note called_at called_by',
    of: 't.delivery_id IN (SELECT id FROM delivery WHERE person_id = $1)',
  },
  contact_point: {
    category: 'messages',
    columns: 'person_id kind value failed_at',
    of: 't.person_id = $1',
  },
  contact_preference: {
    category: 'messages',
    columns: 'person_id channels format language interpreter quiet_from quiet_to reminders updated_at recorded_by',
    of: 't.person_id = $1',
  },
  conversation: {
    category: 'conversations',
    columns: 'holder_id listing_id created_at last_message_at closed_at closed_by',
    of: `t.id IN (${CONVERSATIONS})`,
  },
  conversation_message: {
    category: 'conversations',
    columns: 'conversation_id side written_by written_how text sent_at advert_id',
    of: `t.conversation_id IN (${CONVERSATIONS})`,
  },
  conversation_reading: {
    category: 'conversations',
    columns: 'conversation_id person_id read_at',
    of: 't.person_id = $1',
  },
  conversation_contact: {
    category: 'conversations',
    columns: 'conversation_id side details agreed_by agreed_at',
    of: 't.agreed_by = $1',
  },
  conversation_block: {
    category: 'conversations',
    columns: 'holder_id listing_id side blocked_by blocked_at lifted_at lifted_by',
    of: `(t.side = 'holder' AND t.holder_id = $1) OR (t.side = 'worker' AND t.listing_id IN (${LISTINGS}))`,
  },
  conversation_report: {
    category: 'conversations',
    columns: 'conversation_id side reported_by text reported_at outcome note closed_by closed_at',
    of: 't.reported_by = $1',
  },
  council_sending: {
    category: 'staff',
    columns: 'reference email_template sms_template letters since halted_at halted_why recorded_by',
    of: null,
  },
  delivery: {
    category: 'messages',
    columns:
      'notice_id person_id channel format language needs secret to_name to_value subject body state due_at attempts called_at provider_id failure after_id letter_batch_id created_at changed_at settled_by note',
    of: 't.person_id = $1',
  },
  letter_batch: {
    category: 'staff',
    columns: 'made_at made_by posted_at posted_by',
    of: null,
  },
  message_words: {
    category: 'staff',
    columns: 'template format language version subject body written_at written_by',
    of: null,
  },
};
