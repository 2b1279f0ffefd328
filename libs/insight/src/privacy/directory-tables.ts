import type {PersonalTable} from './personal-table.js';

/** Entries are an account's whose address sent them; what they say is about a group and public once it shows. */
const SENT = `SELECT c.id FROM community_listing c JOIN account a ON a.email = c.sent_by_email WHERE a.person_id = $1`;

/** What groups and clubs say of themselves, and who sent it: table by table, with every column. */
export const DIRECTORY_TABLES: Readonly<Record<string, PersonalTable>> = {
  community_listing: {
    category: 'complaints',
    columns:
      'sort state name summary about services needs languages times place how_to_join cost postcode outcode district latitude longitude reach_km phone email website contact_consent_on checked_what checked_on checked_by source sent_by_name sent_by_email recorded_by claimed_at claimed_how proposed reason held created_at changed_at confirmed_at asked_at',
    of: `t.id IN (${SENT})`,
  },
  care_registration: {
    category: 'staff',
    columns: 'listing_id workers incorporated provider_id checked_on recorded_by recorded_at',
    of: null,
  },
  member_resource: {
    category: 'staff',
    columns: 'kind title text link through_on written_by written_at removed_at',
    of: null,
  },
  resource_file: {
    category: 'staff',
    columns: 'member_resource_id name media_type bytes state uploaded_by uploaded_at released_by',
    of: null,
  },
  member_course: {
    category: 'staff',
    columns: 'title text place starts_at ends_at places price_pence written_by written_at cancelled_at',
    of: null,
  },
  course_place: {
    category: 'register',
    columns: 'member_course_id person_id taken_at given_up_at',
    of: 't.person_id = $1',
  },
  course_waiting: {
    category: 'register',
    columns: 'member_course_id person_id asked_at kept_until left_at',
    of: 't.person_id = $1',
  },
  area_price: {
    category: 'staff',
    columns: 'member_resource_id member_course_id price_pence starts_on recorded_by recorded_at',
    of: null,
  },
  area_charge: {
    category: 'register',
    columns:
      'person_id member_resource_id course_place_id number amount_pence owed_on paid_on paid_recorded_by ended_on repaid_on repaid_recorded_by',
    of: 't.person_id = $1',
  },
  directory_import: {
    category: 'staff',
    columns: 'feed_id address format partial totals outcome made_by made_at closed_by closed_at',
    of: null,
  },
  directory_import_row: {
    category: 'complaints',
    columns: 'import_id row_number outcome ref name hash content errors differs community_listing_id',
    of: null,
  },
  community_key: {
    category: 'complaints',
    columns: 'token_hash community_listing_id made_at expires_at',
    of: null,
  },
};
