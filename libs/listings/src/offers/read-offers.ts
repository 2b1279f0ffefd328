import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {prepared, UnitOfWork, type Tx} from '@app/platform';
import {OwnListing} from '../owners/own-listing.js';
import type {DatedRate} from '../pricing/rates.js';
import type {PublicProfile} from '../public/public-listings.js';
import type {Offer} from './offer.js';
import {offerOf, OFFERS, type OfferRow} from './offers.js';

/** What is asked beside the rates by time of the week. */
export interface MoreOffered {
  offers: Offer[];
  /** What they earn where somebody employs them, now and to come. */
  wages: DatedRate[];
  mileage: {milePence: number; startsOn: Day; endsOn: Day | null}[];
}

/** Offers, wages and mileage of a listing, for whoever has it before them. */
@Injectable()
export class ReadOffers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly clock: Clock,
  ) {}

  /** @param profile as `PublicListings` gave it: whoever has it may see the listing */
  of({id, councilId}: Pick<PublicProfile, 'id' | 'councilId'>): Promise<MoreOffered> {
    return this.uow.run(councilId, (tx) => this.read(tx, id));
  }

  /** @throws NOT_FOUND, WHICH_LISTING */
  ofOwn(principal: Principal, listingId: string | null): Promise<MoreOffered> {
    return this.uow.run(principal.councilId, async (tx) =>
      this.read(tx, await this.own.idOf(tx, principal, listingId)),
    );
  }

  private async read(tx: Tx, listingId: string): Promise<MoreOffered> {
    const now = this.clock.now();
    const [row] = await prepared<[MoreRow]>(tx, `SELECT ${MORE_OFFERED}`, [listingId, now, londonDay(now)]);
    return moreOf(row);
  }
}

type MoreRow = Omit<MoreOffered, 'offers'> & {offers: OfferRow[]};

export function moreOf({wages, mileage, offers}: MoreRow): MoreOffered {
  return {wages, mileage, offers: offers.map(offerOf)};
}

/** Of a listing ($1), at an instant ($2) and its day ($3): columns of one row. */
export const MORE_OFFERED = `
  (SELECT coalesce(json_agg(json_build_object('band', band, 'unit', unit, 'ratePence', rate_pence,
     'startsOn', starts_on, 'endsOn', ends_on) ORDER BY starts_on, band, unit), '[]')
   FROM wage WHERE listing_id = $1 AND (ends_on IS NULL OR ends_on >= $3)) AS wages,
  (SELECT coalesce(json_agg(json_build_object('milePence', mile_pence, 'startsOn', starts_on,
     'endsOn', ends_on) ORDER BY starts_on), '[]')
   FROM mileage_rate WHERE listing_id = $1 AND (ends_on IS NULL OR ends_on >= $3)) AS mileage,
  (SELECT coalesce(json_agg(each), '[]') FROM (${OFFERS}) each) AS offers`;
