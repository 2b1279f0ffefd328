import type {PersonalTable} from './personal-table.js';
import {ACCOUNTS, DEVELOPMENTS, ORGANISATIONS, SUBJECTS} from './whose.js';

/** What is kept of people, of who acts for them, and of what they are told: table by table, with every column. */
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
    columns: 'organisation_id person_id role',
    of: 't.person_id = $1',
  },
  organisation_invitation: {
    category: 'people',
    columns: 'organisation_id email role invited_by invited_at answer answered_at',
    of: 't.email = (SELECT lower(email) FROM account WHERE person_id = $1) OR t.invited_by = $1',
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
      'enquiry_id state reason next_action next_on next_by fte people_supported outcode services check_due_on begun_by begun_at',
    of: `t.id IN (${DEVELOPMENTS})`,
  },
  development_task: {
    category: 'complaints',
    columns: 'development_id task outcome changed_by changed_on',
    of: `t.development_id IN (${DEVELOPMENTS})`,
  },
  development_event: {
    category: 'complaints',
    columns: 'development_id kind to_state text member_resource_id recorded_by recorded_at',
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
