import {Check, Column, Entity, Exclusion, ForeignKey, Index, Unique} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, PenceColumn} from '@app/platform';
import type {OfferKind} from './offer.js';

/** Something a listing offers beside its hours. */
@Entity('offer')
@Unique(['id', 'councilId'])
@Index(['listingId'])
@Check('offer_kind_check', `kind IN ('hour', 'visit', 'fixed', 'group')`)
@Check('offer_title_check', `length(btrim(title)) BETWEEN 1 AND 80`)
@Check('offer_description_check', `length(description) <= 1000`)
@Check('offer_minutes_check', `minutes BETWEEN 15 AND 720`)
@Check('offer_capacity_check', `(kind = 'group') = (capacity IS NOT NULL) AND capacity BETWEEN 1 AND 200`)
@Check('offer_minutes_of_visit_check', `(kind = 'visit') = (minutes IS NOT NULL)`)
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
export class ListingOffer {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) listingId: string;
  @Column({type: 'text'}) kind: OfferKind;
  @Column({type: 'text'}) title: string;
  @Column({type: 'text', default: ''}) description: string;
  @Column({type: 'integer', nullable: true}) minutes: number | null;
  @Column({type: 'integer', nullable: true}) capacity: number | null;
  @CreatedAt() createdAt: Date;
  /** Since when it is offered no more. What is booked of it stands. */
  @InstantColumn({nullable: true}) endedAt: Date | null;
}

/** What an offer costs from a day on: for an hour, a visit, the whole, or a place. */
@Entity()
@Check('offer_price_price_pence_check', `price_pence BETWEEN 1 AND 1000000`)
@Check('offer_price_ends_on_check', `ends_on >= starts_on`)
@Exclusion('offer_price_no_overlap', `USING gist (offer_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`)
@ForeignKey('ListingOffer', ['offerId', 'councilId'], ['id', 'councilId'])
export class OfferPrice {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) offerId: string;
  @PenceColumn() pricePence: number;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}

/** When and where a group meets, and how many places there are then. */
@Entity('offer_session')
@Index(['offerId'])
@Index('offer_session_offer_id_starts_at_idx', ['offerId', 'startsAt'], {unique: true, where: 'cancelled_at IS NULL'})
@Check('offer_session_place_check', `length(btrim(place)) BETWEEN 1 AND 200`)
@Check('offer_session_capacity_check', `capacity BETWEEN 1 AND 200`)
@Check('offer_session_ends_at_check', `ends_at > starts_at AND ends_at <= starts_at + interval '24 hours'`)
@ForeignKey('ListingOffer', ['offerId', 'councilId'], ['id', 'councilId'])
export class GroupSession {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) offerId: string;
  @InstantColumn() startsAt: Date;
  @InstantColumn() endsAt: Date;
  @Column({type: 'text'}) place: string;
  @Column({type: 'integer'}) capacity: number;
  @InstantColumn({nullable: true}) cancelledAt: Date | null;
}
