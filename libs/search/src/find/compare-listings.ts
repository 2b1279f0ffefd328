import {Injectable} from '@nestjs/common';
import {WeeklyFunds} from '@app/allocations';
import {distanceMetres} from '@app/geography';
import type {Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import type {BandRule} from '@app/listings';
import {DataSource} from 'typeorm';
import {freeVisits} from '../engines/postgres/free-visits.js';
import {listingFacts} from '../facts/listing-facts.js';
import {FitAsked} from '../fit/fit-asked.js';
import {readBands, readPrices} from '../pattern/prices.js';
import {VisitCosts} from '../pattern/visit-costs.js';
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
    const {days, visits} = asked.timed ?? {days: null, visits: []};
    const [prices, bands, free] = await Promise.all([
      readPrices(this.dataSource, days ? ids : [], days?.from ?? '', days?.to ?? ''),
      days ? readBands(this.dataSource, days.from, days.to) : new Map<string, BandRule[]>(),
      freeVisits(this.dataSource, ids, visits),
    ]);
    const costs = new VisitCosts(asked.visits, bands);
    const found = facts.map((card): [string, ListingCard] => {
      const {id} = card;
      const metres = origin && Math.round(distanceMetres(origin, card));
      const asking = prices.get(id);
      const price = asked.pattern(asking, costs);
      const pattern = input.pattern ? {free: free.get(id) ?? 0, of: visits.length, price} : null;
      return [id, {...listingCard({id, metres}, card, day), pattern, fit: asked.fit(id, card, asking, costs)}];
    });
    return new Map(found);
  }
}
