import type {PersonalTable} from './personal-table.js';
import {APPLICATIONS, LISTINGS, MEMBERS} from './whose.js';

/** What the register and the profiles keep: table by table, with every column. */
export const REGISTER_TABLES: Readonly<Record<string, PersonalTable>> = {
  listing: {
    category: 'listings',
    columns:
      'member_id person_id organisation_id kind state name summary about outcode district latitude longitude public_latitude public_longitude travel_km gender languages needs taking_on taking_on_from drives capacity ways_of_paying cqc_provider_id version created_at changed_at touched_at audience interpreted pets smoking business_insurance districts online at_theirs buffer_minutes minimum_minutes bank_holidays notice_hours late_cancellation_bp',
    of: `t.id IN (${LISTINGS})`,
  },
  listing_picture: {
    category: 'listings',
    columns: 'listing_id small_id large_id alternative added_by added_at',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  listing_picture_removal: {
    category: 'listings',
    columns: 'listing_id reason removed_by removed_at',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  listing_change: {
    category: 'listings',
    columns: 'listing_id name services asked_by asked_at outcome reason decided_by decided_at',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  listing_confirmation: {
    category: 'listings',
    columns: 'listing_id confirmed_at asked_at',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  listing_service: {
    category: 'listings',
    columns: 'listing_id service_id',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  listing_version: {
    category: 'listings',
    columns: 'listing_id profile made_at',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  rate: {
    category: 'listings',
    columns: 'listing_id band unit rate_pence starts_on ends_on',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  listing_draft: {
    category: 'listings',
    columns: 'listing_id profile services changed_at changed_by',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  wage: {
    category: 'listings',
    columns: 'listing_id band unit rate_pence starts_on ends_on',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  mileage_rate: {
    category: 'listings',
    columns: 'listing_id mile_pence starts_on ends_on',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  offer: {
    category: 'listings',
    columns: 'listing_id kind title description minutes capacity created_at ended_at',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  offer_price: {
    category: 'listings',
    columns: 'offer_id price_pence starts_on ends_on',
    of: `t.offer_id IN (SELECT id FROM offer WHERE listing_id IN (${LISTINGS}))`,
  },
  offer_session: {
    category: 'listings',
    columns: 'offer_id starts_at ends_at place capacity cancelled_at',
    of: `t.offer_id IN (SELECT id FROM offer WHERE listing_id IN (${LISTINGS}))`,
  },
  availability_exception: {
    category: 'listings',
    columns: 'listing_id starts_on ends_on available from_time to_time',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  availability_pattern: {
    category: 'listings',
    columns: 'listing_id weekday from_time to_time starts_on ends_on',
    of: `t.listing_id IN (${LISTINGS})`,
  },
  search_document: {
    category: 'listings',
    columns:
      'number listed revision words_revision kind gender services needs languages latitude longitude cell area travel_km rate_pence rate_unit accredited listed_through card words pays drives taking_on audience places',
    of: `t.id IN (${LISTINGS})`,
  },
  member: {
    category: 'register',
    columns: 'kind person_id organisation_id created_at',
    of: `t.id IN (${MEMBERS})`,
  },
  application: {
    category: 'register',
    columns:
      'member_id scheme_version_id circumstances state opened_by opened_at submitted_by submitted_at ready_at closed_at channel deferred_until state_since assigned_to register_import_id emptied_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  application_answer: {
    category: 'register',
    columns: 'application_id question answer channel answered_by answered_at',
    of: `t.application_id IN (${APPLICATIONS})`,
  },
  application_note: {
    category: 'register',
    columns: 'application_id text written_by written_at',
    of: `t.application_id IN (${APPLICATIONS})`,
  },
  application_request: {
    category: 'register',
    columns: 'application_id requirement text asked_by asked_at answer answered_by answered_at',
    of: `t.application_id IN (${APPLICATIONS})`,
  },
  application_stage: {
    category: 'register',
    columns: 'application_id state at',
    of: `t.application_id IN (${APPLICATIONS})`,
  },
  approval_condition: {
    category: 'register',
    columns:
      'member_id decision_id text due_on publicly_visible recorded_by recorded_at met_on met_recorded_by met_recorded_at appeal_id content_salt content_removed_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  decision: {
    category: 'register',
    columns:
      'member_id application_id outcome reason_code reasons conditions decided_by decided_at effective_on explanation round content_salt content_removed_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  deferral: {
    category: 'register',
    columns: 'application_id until_on reasons explanation decided_by decided_at content_salt content_removed_at',
    of: `t.application_id IN (${APPLICATIONS})`,
  },
  appeal: {
    category: 'register',
    columns:
      'member_id against decision_id condition_id suspension_id sanction_id state grounds channel received_on answer_by recorded_by recorded_at handled_by outcome effect reasons decided_at content_salt content_removed_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  termination: {
    category: 'register',
    columns: 'member_id state reason proposed_by proposed_at answered_by answered_at sanction_id emptied_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  sanction: {
    category: 'register',
    columns:
      'member_id kind starts_on ends_on reason recorded_by recorded_at lifted_on lifted_by lifted_at content_salt content_removed_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  suspension: {
    category: 'register',
    columns: 'member_id starts_at ends_at recorded_by lifted_by recorded_at lifted_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  renewal_request: {
    category: 'register',
    columns: 'member_id requirement lapses_on how ready_on asked_by asked_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  lapse_reminder: {
    category: 'register',
    columns: 'member_id lapses_on requirements days_before sent_on sent_by sent_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  legal_hold: {
    category: 'register',
    columns: 'member_id reason starts_on ends_on placed_by placed_at lifted_by',
    of: `t.member_id IN (${MEMBERS})`,
  },
  evidence: {
    category: 'evidence',
    columns:
      'member_id application_id requirement kind number issued_on checked_on valid_until facts recorded_by recorded_at content_salt content_removed_at register_import_id',
    of: `t.member_id IN (${MEMBERS})`,
  },
  enterprise_worker: {
    category: 'evidence',
    columns: 'organisation_id person_id from_on until_on named_by named_at ended_by',
    of: 't.person_id = $1',
  },
  worker_check: {
    category: 'evidence',
    columns:
      'organisation_id person_id application_id how level issued_on checked_on consented_on seen_by recorded_by recorded_at voided_by voided_at',
    of: 't.person_id = $1',
  },
  evidence_void: {
    category: 'evidence',
    columns: 'member_id evidence_id reason ended_on voided_by voided_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  evidence_file: {
    category: 'evidence',
    columns: 'application_id requirement name media_type bytes state uploaded_by channel uploaded_at released_by',
    of: `t.application_id IN (${APPLICATIONS})`,
  },
  update_service_consent: {
    category: 'evidence',
    columns: 'member_id consents said_on recorded_by recorded_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  status_check: {
    category: 'evidence',
    columns: 'member_id evidence_id result checked_on checked_by recorded_at',
    of: `t.member_id IN (${MEMBERS})`,
  },
  referee: {
    category: 'references',
    columns:
      'application_id requirement number name email phone relationship known_for state named_by channel named_at purged_at',
    of: `t.application_id IN (${APPLICATIONS})`,
  },
  reference_answer: {
    category: 'references',
    columns: 'referee_id method relationship known_for would_trust about concerns recorded_by received_at',
    of: null,
  },
  reference_link: {
    category: 'references',
    columns: 'referee_id token_hash reminder sent_at expires_at',
    of: null,
  },
  risk_assessment: {
    category: 'risk',
    columns: 'application_id text written_by written_at purged_at',
    of: null,
  },
  former_register_entry: {
    category: 'former_register',
    columns: 'import_id member_id reference email name postcode',
    of: `t.member_id IN (${MEMBERS})`,
  },
  register_import: {
    category: 'former_register',
    columns: 'member_kind scheme_version_id totals prepared_by prepared_at outcome closed_by closed_at',
    of: null,
  },
  register_import_row: {
    category: 'former_register',
    columns: 'import_id row_number outcome content',
    of: null,
  },
};
