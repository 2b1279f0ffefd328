import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {ListingState} from './listing.state.js';
import {NEEDS, WAYS_OF_PAYING} from './listing-words.js';
import type {Audience, Gender, ListingKind, Need, TakingOn, WayOfPaying} from './listing-words.js';

const BY_DATABASE = {insert: false, update: false} as const;

/** What a member of the register offers: one listing each. The database writes the version and the public position. */
@Entity()
@Unique(['memberId'])
@Unique(['id', 'councilId'])
@Index(['councilId', 'state'])
@Index(['personId'])
@Index(['organisationId'])
@Check('listing_state_check', `state IN ('draft', 'live', 'resting', 'archived')`)
@Check(
  'listing_kind_check',
  `kind = 'pa' AND person_id IS NOT NULL AND organisation_id IS NULL AND capacity = 1 AND cqc_provider_id IS NULL
   OR kind = 'provider' AND person_id IS NULL AND organisation_id IS NOT NULL AND gender IS NULL`,
)
@Check('listing_name_check', `length(btrim(name)) BETWEEN 1 AND 80`)
@Check('listing_pa_name_check', `kind = 'provider' OR name ~ '^[^ ]+$| [^ ][.]?$'`)
@Check('listing_summary_check', `length(summary) <= 300`)
@Check('listing_about_check', `length(about) <= 4000`)
@Check('listing_outcode_check', `outcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'`)
@Check('listing_latitude_check', `latitude BETWEEN 49 AND 61.5`)
@Check('listing_longitude_check', `longitude BETWEEN -9 AND 2.5`)
@Check('listing_position_check', `num_nulls(outcode, latitude, longitude) IN (0, 3)`)
@Check('listing_travel_km_check', `travel_km BETWEEN 0 AND 100`)
@Check('listing_gender_check', `gender IN ('female', 'male', 'non_binary')`)
@Check('listing_languages_check', `cardinality(languages) <= 20`)
@Check('listing_needs_check', `needs <@ '{${NEEDS.join()}}'::text[]`)
@Check('listing_taking_on_check', `taking_on IN ('yes', 'no', 'from')`)
@Check('listing_taking_on_from_check', `(taking_on = 'from') = (taking_on_from IS NOT NULL)`)
@Check('listing_capacity_check', `capacity BETWEEN 1 AND 100`)
@Check('listing_ways_of_paying_check', `ways_of_paying <@ '{${WAYS_OF_PAYING.join()}}'::text[]`)
@Check('listing_cqc_provider_id_check', `cqc_provider_id ~ '^1-[0-9]{6,12}$'`)
@Check('listing_audience_check', `audience IN ('public', 'budget', 'advert')`)
@Check('listing_interpreted_check', `cardinality(interpreted) <= 20`)
@Check('listing_business_insurance_check', `drives OR NOT business_insurance`)
@Check('listing_districts_check', `cardinality(districts) <= 20`)
@Check('listing_buffer_minutes_check', `buffer_minutes BETWEEN 0 AND 180`)
@Check('listing_minimum_minutes_check', `minimum_minutes BETWEEN 15 AND 720`)
@Check('listing_notice_hours_check', `notice_hours BETWEEN 0 AND 720`)
@Check('listing_late_cancellation_bp_check', `late_cancellation_bp BETWEEN 0 AND 10000`)
@Check('listing_terms_check', `num_nulls(notice_hours, late_cancellation_bp) IN (0, 2)`)
@Check('listing_live_check', `state <> 'live' OR (outcode IS NOT NULL AND btrim(summary) <> '')`)
export class Listing {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  /** The PA; null for a provider. */
  @Reference('person', {nullable: true}) personId: string | null;
  /** The provider; null for a PA. */
  @Reference('organisation', {nullable: true}) organisationId: string | null;
  @Column({type: 'text'}) kind: ListingKind;
  @Column({type: 'text', default: 'draft'}) state: ListingState;
  /** What everybody sees: of a PA the first name and an initial. */
  @Column({type: 'text'}) name: string;
  @Column({type: 'text', default: ''}) summary: string;
  @Column({type: 'text', default: ''}) about: string;

  /** The first half of the postcode: public. */
  @Column({type: 'text', nullable: true}) outcode: string | null;
  /** The everyday name of the district they are in: public. */
  @Column({type: 'text', nullable: true}) district: string | null;
  /** Private: where they set out from. */
  @Column({type: 'double precision', nullable: true}) latitude: number | null;
  @Column({type: 'double precision', nullable: true}) longitude: number | null;
  /** The middle of the cell, about a kilometre wide, in which they are: all that distances are measured from. */
  @Column({type: 'double precision', nullable: true, ...BY_DATABASE}) publicLatitude: number | null;
  @Column({type: 'double precision', nullable: true, ...BY_DATABASE}) publicLongitude: number | null;
  @Column({type: 'integer', default: 10}) travelKm: number;

  @Column({type: 'text', nullable: true}) gender: Gender | null;
  /** ISO 639 codes: en, pl, bfi (British Sign Language). */
  @Column({type: 'text', array: true, default: () => `'{}'`}) languages: string[];
  @Column({type: 'text', array: true, default: () => `'{}'`}) needs: Need[];
  @Column({type: 'text', default: 'yes'}) takingOn: TakingOn;
  @DayColumn({nullable: true}) takingOnFrom: string | null;
  @Column({type: 'boolean', default: false}) drives: boolean;
  /** How many visits at once; a PA is one person. */
  @Column({type: 'integer', default: 1}) capacity: number;
  @Column({type: 'text', array: true, default: () => `'{}'`}) waysOfPaying: WayOfPaying[];
  @Column({type: 'text', nullable: true}) cqcProviderId: string | null;

  /** To whom it shows while it is live. */
  @Column({type: 'text', default: 'public'}) audience: Audience;
  /** Languages in which an interpreter helps: those of `languages` they speak themselves. */
  @Column({type: 'text', array: true, default: () => `'{}'`}) interpreted: string[];
  /** Whether they come where there are pets; null: they do not say. */
  @Column({type: 'boolean', nullable: true}) pets: boolean | null;
  /** Whether they come where somebody smokes; null: they do not say. */
  @Column({type: 'boolean', nullable: true}) smoking: boolean | null;
  /** They drive a car that is insured for work. */
  @Column({type: 'boolean', default: false}) businessInsurance: boolean;
  /** Served whole, however far; by their everyday names. */
  @Column({type: 'text', array: true, default: () => `'{}'`}) districts: string[];
  @Column({type: 'boolean', default: false}) online: boolean;
  /** People can come to them. */
  @Column({type: 'boolean', default: false}) atTheirs: boolean;
  /** Kept free before and after each visit, for the way. */
  @Column({type: 'integer', default: 0}) bufferMinutes: number;
  /** The shortest visit they come for; null: any. */
  @Column({type: 'integer', nullable: true}) minimumMinutes: number | null;
  /** Whether the weekly hours count on bank holidays. */
  @Column({type: 'boolean', default: true}) bankHolidays: boolean;
  /** A visit cancelled with less notice is paid for in part or whole; null: as the council has it. */
  @Column({type: 'integer', nullable: true}) noticeHours: number | null;
  @Column({type: 'integer', nullable: true}) lateCancellationBp: number | null;

  @Column({type: 'integer', default: 1, ...BY_DATABASE}) version: number;
  @CreatedAt() createdAt: Date;
  @InstantColumn({default: () => 'now()', ...BY_DATABASE}) changedAt: Date;
  /** By its owner or who may act for them; never by the council. */
  @InstantColumn({default: () => 'now()', ...BY_DATABASE}) touchedAt: Date;
}
