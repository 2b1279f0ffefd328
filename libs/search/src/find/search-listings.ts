import {Injectable} from '@nestjs/common';
import {WeeklyFunds} from '@app/allocations';
import type {Found} from '@app/geography';
import type {Principal} from '@app/identity';
import {Clock, DomainError, londonDay, type Day, type Pence} from '@app/kernel';
import {cardRate} from '@app/listings';
import {DataSource} from 'typeorm';
import {Engines} from '../engines/engines.js';
import type {PublicCard} from '../document/public-card.js';
import {publicCards} from '../facts/public-cards.js';
import type {EngineName, Hit, SearchAnswer, SearchEngine, SearchQuery} from '../query/search-query.js';
import {ThesauriWatch} from '../terms/thesauri-watch.js';
import type {Thesaurus} from '../words/thesaurus.js';
import {freeListings} from './free-listings.js';
import {FindPlace, type Place} from './find-place.js';
import {listingCard, type ListingCard} from './listing-card.js';
import type {SearchInput} from './search-input.js';

export interface SearchResult {
  items: ListingCard[];
  total: number;
  facets: SearchAnswer['facets'];
  /** Null where no place was asked about. */
  origin: Found | null;
  engine: EngineName;
}

/** How often a page is asked for again because some of it was taken down since the index was written. */
const ATTEMPTS = 3;

/** Who is near, offers this, speaks that; what each would cost and leave. One call for a page of results. */
@Injectable()
export class SearchListings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly places: FindPlace,
    private readonly thesauri: ThesauriWatch,
    private readonly engines: Engines,
    private readonly funds: WeeklyFunds,
    private readonly clock: Clock,
  ) {}

  /**
   * @param principal somebody signed in sees their own council's listings; null sees all
   * @throws POSTCODE_UNKNOWN, NOT_FOUND for a line that is not the caller's
   */
  async run(principal: Principal | null, input: SearchInput): Promise<SearchResult> {
    if (input.fit && !principal) throw signInForFit();
    const day = londonDay(this.clock.now());
    const [place, thesauri, weekly] = await Promise.all([
      this.places.run(input),
      this.thesauri.on(day),
      input.fit && principal ? this.funds.availableAWeek(principal, input.fit.lineId) : null,
    ]);
    const query = queryOf(input, principal, place, day, thesauri.of(principal?.councilId ?? null));
    const found = await this.engines.ask((engine) => this.page(engine, query, input));
    const cards = found.page.map(({hit, card}) => listingCard(hit, card, query.day, fitOf(input, weekly)));
    return {items: cards, total: found.total, facets: found.facets, origin: place.origin, engine: found.engine};
  }

  /**
   * The index only says whom to look at. Whether they are listed, accredited and at what rate is the database's to
   * say, for the page at once; whoever was taken down meanwhile is left out and the question asked again.
   */
  private async page(engine: SearchEngine, asked: SearchQuery, input: SearchInput): Promise<Page> {
    const only = input.available ? await this.free(await engine.candidates(asked), input.available) : null;
    const without = new Set<string>();
    const query = {...asked, only, without};
    for (let attempt = 1; ; attempt += 1) {
      const {hits, cards, total, facets} = await engine.search(query);
      const unsure = hits.flatMap(({id}) => (cards.has(id) ? [] : [id]));
      const read = await publicCards(this.dataSource, unsure, query.day);
      const page = hits.flatMap((hit) => {
        const card = cards.get(hit.id) ?? read.get(hit.id);
        return card && keeps(card, query) ? [{hit, card}] : [];
      });
      const gone = hits.length - page.length;
      if (gone === 0 || attempt === ATTEMPTS) return {page, total: total - gone, facets};
      const kept = new Set(page.map(({hit}) => hit.id));
      for (const {id} of hits) if (!kept.has(id)) without.add(id);
    }
  }

  private free(candidates: readonly string[], {from, to}: {from: Date; to: Date}): Promise<ReadonlySet<string>> {
    return freeListings(this.dataSource, candidates, from, to);
  }
}

interface Page {
  page: {hit: Hit; card: PublicCard}[];
  total: number;
  facets: SearchAnswer['facets'];
}

function queryOf(
  input: SearchInput,
  principal: Principal | null,
  {origin, q}: Place,
  day: Day,
  thesaurus: Thesaurus,
): SearchQuery {
  return {
    councilId: principal?.councilId ?? null,
    ...thesaurus.question(q),
    origin: origin && {latitude: origin.latitude, longitude: origin.longitude},
    within: Math.round(input.withinKm * 1_000),
    chosen: input.chosen,
    maxRatePence: input.maxRatePence,
    day,
    only: null,
    without: new Set(),
    sort: input.sort,
    offset: (input.page - 1) * input.perPage,
    limit: input.perPage,
  };
}

/** What was asked for and can have changed since the index was written. */
function keeps(card: PublicCard, {chosen, maxRatePence, day}: SearchQuery): boolean {
  if (chosen.accredited?.length && !chosen.accredited.includes(String(card.accredited))) return false;
  if (maxRatePence === null) return true;
  const rate = cardRate(card.rates, day);
  return rate !== null && rate.ratePence <= maxRatePence;
}

function fitOf(input: SearchInput, weekly: Pence | null): {hoursPerWeek: number; available: Pence} | null {
  return input.fit && weekly !== null ? {hoursPerWeek: input.fit.hoursPerWeek, available: weekly} : null;
}

function signInForFit(): DomainError {
  return new DomainError('unauthenticated', 'SIGN_IN_NEEDED', 'Sign in to see what each would leave in your budget.', {
    fields: [{field: 'budget_line_id', message: 'Sign in to use this.'}],
  });
}
