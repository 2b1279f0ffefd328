import {Injectable} from '@nestjs/common';
import {Clock, DomainError, londonDay, notFound} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {OwnListing} from '../owners/own-listing.js';
import {requireNoContact} from '../profile/no-contact.js';
import {checkOffer, type OfferText} from './check-offer.js';
import type {OfferKind} from './offer.js';
import {setPrice} from './set-price.js';

const MOST_OFFERS = 30;

/** What a member offers beside their hours: added, changed, and offered no more. What is booked of it stands. */
@Injectable()
export class ChangeOffers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly clock: Clock,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @returns the offer's id
   * @throws NOT_FOUND, WHICH_LISTING, VALIDATION_FAILED, TOO_MANY_OFFERS
   */
  async add(principal: Principal, listingId: string | null, kind: OfferKind, offer: OfferText): Promise<string> {
    checkOffer(kind, offer, this.today());
    const {councilId} = principal;
    return this.uow.run(councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      await requireRoom(tx, id);
      await requireNoContact(tx, {title: offer.title, description: offer.description});
      const {title, description, minutes, capacity, pricePence, priceFrom} = offer;
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO offer (council_id, listing_id, kind, title, description, minutes, capacity)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [councilId, id, kind, title.trim(), description.trim(), minutes, capacity],
      );
      await setPrice(tx, {councilId, offerId: row.id}, pricePence, priceFrom);
      await this.own.changed(tx, principal, id, {
        action: 'listing.offer_added',
        after: {offer: row.id, kind, ...offer},
      });
      return row.id;
    });
  }

  /** Its kind stays: another kind is another offer. @throws NOT_FOUND, VALIDATION_FAILED */
  async change(principal: Principal, listingId: string | null, offerId: string, offer: OfferText): Promise<void> {
    const {councilId} = principal;
    await this.uow.run(councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      const before = await offerOf(tx, id, offerId);
      checkOffer(before.kind, offer, this.today());
      await requireNoContact(tx, {title: offer.title, description: offer.description});
      const {title, description, minutes, capacity, pricePence, priceFrom} = offer;
      await tx.query(`UPDATE offer SET title = $2, description = $3, minutes = $4, capacity = $5 WHERE id = $1`, [
        offerId,
        title.trim(),
        description.trim(),
        minutes,
        capacity,
      ]);
      await setPrice(tx, {councilId, offerId}, pricePence, priceFrom);
      await this.own.changed(tx, principal, id, {
        action: 'listing.offer_changed',
        before: {offer: offerId, title: before.title},
        after: {...offer},
      });
    });
  }

  /** @throws NOT_FOUND when there is none, or it has ended */
  async end(principal: Principal, listingId: string | null, offerId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      await offerOf(tx, id, offerId);
      await tx.query(`UPDATE offer SET ended_at = $2 WHERE id = $1`, [offerId, this.clock.now()]);
      await this.own.changed(tx, principal, id, {action: 'listing.offer_ended', after: {offer: offerId}});
    });
  }

  private today(): string {
    return londonDay(this.clock.now());
  }
}

export interface OwnOffer {
  id: string;
  kind: OfferKind;
  title: string;
  capacity: number | null;
}

/** One of this listing's that is still offered. @throws NOT_FOUND */
export async function offerOf(tx: Tx, listingId: string, offerId: string): Promise<OwnOffer> {
  const [row] = await tx.query<OwnOffer[]>(
    `SELECT id, kind, title, capacity FROM offer WHERE id = $1 AND listing_id = $2 AND ended_at IS NULL`,
    [offerId, listingId],
  );
  if (!row) throw notFound('offer');
  return row;
}

async function requireRoom(tx: Tx, listingId: string): Promise<void> {
  const [row] = await tx.query<[{offers: number}]>(
    `SELECT count(*)::integer AS offers FROM offer WHERE listing_id = $1 AND ended_at IS NULL`,
    [listingId],
  );
  if (row.offers < MOST_OFFERS) return;
  throw new DomainError('refused', 'TOO_MANY_OFFERS', `You can have at most ${MOST_OFFERS} offers. End one first.`);
}
