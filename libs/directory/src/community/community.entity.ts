import {NEEDS, type Need} from '@app/listings';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import {Check, Column, Entity, Index, PrimaryColumn} from 'typeorm';
import {COMMUNITY_SORTS, type ClaimWay, type CommunitySort} from './community-words.js';
import type {CommunityState} from './community-listing.state.js';
import type {CommunityText} from './community-text.js';

const text = (options: object = {}) => Column({type: 'text', default: '', ...options});

/** A group, club or service that nobody pays for by the hour: what it is, when and where, and how to turn up. */
@Entity()
@Index(['councilId', 'state'])
@Index(['recordedBy'])
@Index(['checkedBy'])
@Check('community_listing_sort_check', `sort IN ('${COMMUNITY_SORTS.join(`', '`)}')`)
@Check('community_listing_state_check', `state IN ('draft', 'waiting', 'live', 'resting', 'refused', 'archived')`)
@Check('community_listing_name_check', `length(btrim(name)) BETWEEN 1 AND 120`)
@Check('community_listing_summary_check', `length(summary) <= 300`)
@Check('community_listing_about_check', `length(about) <= 4000`)
@Check('community_listing_services_check', `cardinality(services) <= 20`)
@Check('community_listing_needs_check', `needs <@ '{${NEEDS.join()}}'::text[]`)
@Check('community_listing_languages_check', `cardinality(languages) <= 20`)
@Check('community_listing_times_check', `length(times) <= 500`)
@Check('community_listing_place_check', `length(place) <= 300`)
@Check('community_listing_how_to_join_check', `length(how_to_join) <= 1000`)
@Check('community_listing_cost_check', `length(cost) <= 200`)
@Check('community_listing_postcode_check', `length(postcode) <= 8`)
@Check('community_listing_outcode_check', `outcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'`)
@Check('community_listing_latitude_check', `latitude BETWEEN 49 AND 61.5`)
@Check('community_listing_longitude_check', `longitude BETWEEN -9 AND 2.5`)
@Check('community_listing_reach_km_check', `reach_km BETWEEN 1 AND 100`)
@Check('community_listing_phone_check', `length(phone) <= 30`)
@Check('community_listing_email_check', `length(email) <= 200`)
@Check('community_listing_website_check', `website ~ '^https?://' AND length(website) <= 300`)
@Check('community_listing_checked_what_check', `length(btrim(checked_what)) BETWEEN 1 AND 300`)
@Check('community_listing_source_check', `source IN ('council', 'public', 'feed')`)
@Check('community_listing_sent_by_name_check', `length(sent_by_name) <= 200`)
@Check('community_listing_sent_by_email_check', `length(sent_by_email) <= 200`)
@Check('community_listing_claimed_how_check', `claimed_how IN ('email', 'phone', 'met', 'letter')`)
@Check('community_listing_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
@Check('community_listing_position_check', `num_nulls(outcode, latitude, longitude) IN (0, 3)`)
@Check('community_listing_checked_check', `num_nulls(checked_what, checked_on, checked_by) IN (0, 3)`)
@Check('community_listing_claimed_check', `(claimed_at IS NULL) = (claimed_how IS NULL)`)
@Check('community_listing_held_check', `state <> 'live' OR NOT held`)
@Check(
  'community_listing_complete_check',
  `state <> 'live' OR (btrim(summary) <> '' AND latitude IS NOT NULL AND cardinality(services) > 0 AND btrim(times || how_to_join) <> '')`,
)
@Check(
  'community_listing_consent_check',
  `state <> 'live' OR contact_consent_on IS NOT NULL OR num_nonnulls(phone, email, website) = 0`,
)
export class CommunityListing {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) sort: CommunitySort;
  @Column({type: 'text', default: 'draft'}) state: CommunityState;
  @Column({type: 'text'}) name: string;
  @text() summary: string;
  @text() about: string;
  @Column({type: 'text', array: true, default: '{}'}) services: string[];
  @Column({type: 'text', array: true, default: '{}'}) needs: Need[];
  @Column({type: 'text', array: true, default: '{}'}) languages: string[];
  @text() times: string;
  /** Where it meets: a hall, a library, a church. It is the place's own address. */
  @text() place: string;
  @text() howToJoin: string;
  /** What joining in costs, in words: there is no rate. */
  @text() cost: string;
  @Column({type: 'text', nullable: true}) postcode: string | null;
  @Column({type: 'text', nullable: true}) outcode: string | null;
  @Column({type: 'text', nullable: true}) district: string | null;
  @Column({type: 'double precision', nullable: true}) latitude: number | null;
  @Column({type: 'double precision', nullable: true}) longitude: number | null;
  /** From how far away people come, or how far it goes to them. */
  @Column({type: 'integer', default: 15}) reachKm: number;
  @Column({type: 'text', nullable: true}) phone: string | null;
  @Column({type: 'text', nullable: true}) email: string | null;
  @Column({type: 'text', nullable: true}) website: string | null;
  /** When somebody who speaks for it said that how to reach them may stand there for everybody. */
  @DayColumn({nullable: true}) contactConsentOn: string | null;
  /** What the council checked, and when; without it: not vetted. */
  @Column({type: 'text', nullable: true}) checkedWhat: string | null;
  @DayColumn({nullable: true}) checkedOn: string | null;
  @Reference('person', {nullable: true}) checkedBy: string | null;
  @Column({type: 'text'}) source: 'council' | 'public' | 'feed';
  /** Who sent it, for the council alone. */
  @Column({type: 'text', nullable: true}) sentByName: string | null;
  @Column({type: 'text', nullable: true}) sentByEmail: string | null;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @InstantColumn({nullable: true}) claimedAt: Date | null;
  @Column({type: 'text', nullable: true}) claimedHow: ClaimWay | null;
  /** New words that wait; what shows stays meanwhile. */
  @Column({type: 'jsonb', nullable: true}) proposed: CommunityText | null;
  @Column({type: 'text', nullable: true}) reason: string | null;
  /** The council took it out of sight: only the council shows it again. */
  @Column({type: 'boolean', default: false}) held: boolean;
  @CreatedAt() createdAt: Date;
  @InstantColumn({default: () => 'now()'}) changedAt: Date;
  @InstantColumn({nullable: true}) confirmedAt: Date | null;
  @InstantColumn({nullable: true}) askedAt: Date | null;
}

/** Lets whoever was written to change an entry, for as long as it is good. */
@Entity()
@Index(['communityListingId'])
@Check('community_key_expires_at_check', `expires_at > made_at`)
export class CommunityKey {
  @PrimaryColumn({type: 'bytea'}) tokenHash: Buffer;
  @CouncilId() councilId: string;
  @Reference('community_listing') communityListingId: string;
  @InstantColumn({default: () => 'now()'}) madeAt: Date;
  @InstantColumn() expiresAt: Date;
}
