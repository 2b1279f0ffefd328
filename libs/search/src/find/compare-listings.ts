import {Injectable} from '@nestjs/common';
import {WeeklyFunds} from '@app/allocations';
import {distanceMetres} from '@app/geography';
import type {Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {DataSource} from 'typeorm';
import {listingFacts} from '../facts/listing-facts.js';
import {FitAsked} from '../fit/fit-asked.js';
import {freeVisits} from '../pattern/free-visits.js';
import {Prices} from '../pattern/prices.js';
import {FindPlace} from './find-place.js';
import {listingCard, type ListingCard} from './listing-card.js';
import type {SearchInput} from './search-input.js';

/** What a search says of each result, said of listings that somebody names: the same figures from the same tables. */
@Injectable()
export class CompareListings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly places: FindPlace,
    private readonly funds: WeeklyFunds,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns none for a listing that nobody can find now
   * @throws POSTCODE_UNKNOWN, NOT_FOUND for a line that is not the caller's
   */
  async run(principal: Principal, ids: readonly string[], input: SearchInput): Promise<Map<string, ListingCard>> {
    const day = londonDay(this.clock.now());
    const [{origin}, funds, facts] = await Promise.all([
      this.places.run({near: input.near, q: ''}),
      input.fit?.lineId ? this.funds.line(principal, input.fit.lineId) : null,
      ids.length > 0 ? listingFacts(this.dataSource, ids, day) : [],
    ]);
    const asked = new FitAsked(input, funds, day);
    const {days, visits} = asked;
    const counted = visits.filter(({week}) => week < (input.pattern?.weeks ?? 0));
    const [prices, free] = await Promise.all([
      Prices.read(this.dataSource, days ? ids : [], days?.from ?? '', days?.to ?? ''),
      freeVisits(this.dataSource, ids, counted),
    ]);
    const found = facts.map((card): [string, ListingCard] => {
      const {id} = card;
      const metres = origin && Math.round(distanceMetres(origin, card));
      const pattern = input.pattern
        ? {free: free.get(id) ?? 0, of: counted.length, price: asked.pattern(id, prices)}
        : null;
      return [id, {...listingCard({id, metres}, card, day), pattern, fit: asked.fit(id, card, prices)}];
    });
    return new Map(found);
  }
}
