import {Injectable} from '@nestjs/common';
import {WeeklyFunds, type LineFunds} from '@app/allocations';
import type {Found} from '@app/geography';
import type {Principal} from '@app/identity';
import {Clock, DomainError, londonDay, type Day, type Pence} from '@app/kernel';
import {cardRate, ListingReach, type Audience} from '@app/listings';
import {DataSource} from 'typeorm';
import {Engines} from '../engines/engines.js';
import type {PublicCard} from '../document/public-card.js';
import {publicCards} from '../facts/public-cards.js';
import type {EngineName, Hit, SearchAnswer, SearchEngine, SearchQuery} from '../query/search-query.js';
import {ThesauriWatch} from '../terms/thesauri-watch.js';
import type {Thesaurus} from '../words/thesaurus.js';
import {freeListings} from './free-listings.js';
import {FitAsked} from '../fit/fit-asked.js';
import {freeVisits} from '../pattern/free-visits.js';
import type {PlannedVisit} from '../pattern/pattern.js';
import {daysOf, Prices} from '../pattern/prices.js';
import {NoteMissed} from '../missed/note-missed.js';
import {whatWasMissed} from '../missed/what-was-missed.js';
import {lessOne, type Wider} from './wider.js';
import {FindPlace, type Place} from './find-place.js';
import {listingCard, type ListingCard} from './listing-card.js';
import type {SearchInput} from './search-input.js';

export interface SearchResult {
  items: ListingCard[];
  total: number;
  facets: SearchAnswer['facets'];
  /** Null where no place was asked about. */
  origin: Found | null;
  /** Where nobody was found: how many there would be with one condition less, the most first. */
  wider: Wider[];
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
    private readonly missed: NoteMissed,
    private readonly reach: ListingReach,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asker what tells one person from another today, for who is not signed in: what is missed counts once
   * @param principal somebody signed in sees their own council's listings; null sees all
   * @throws POSTCODE_UNKNOWN, NOT_FOUND for a line that is not the caller's
   */
  async run(principal: Principal | null, input: SearchInput, asker: string | null = null): Promise<SearchResult> {
    if (input.fit?.lineId && !principal) throw signInForFit();
    const day = londonDay(this.clock.now());
    const [place, thesauri, audiences, funds] = await Promise.all([
      this.places.run(input),
      this.thesauri.on(day),
      this.reach.of(principal),
      input.fit?.lineId && principal ? this.funds.line(principal, input.fit.lineId) : null,
    ]);
    const query = queryOf(input, principal, audiences, place, day, thesauri.of(principal?.councilId ?? null));
    const asked = new FitAsked(input, funds, day);
    const found = await this.engines.ask((engine) => this.page(engine, query, input, asked));
    const prices = await this.prices(
      found.page.map(({hit}) => hit.id),
      asked,
    );
    const items = found.page.map(({hit, card}) => ({
      ...listingCard(hit, card, day),
      pattern: patternOf(hit.id, found.free, asked, prices, input),
      fit: asked.fit(hit.id, card, prices),
    }));
    const {origin} = place;
    const wider = found.total === 0 ? await this.wider(query, input, funds) : [];
    if (found.total === 0) {
      await this.missed.run(principal, asker, whatWasMissed(input, query.meant, origin, day), origin, day);
    }
    return {items, total: found.total, facets: found.facets, origin, wider, engine: found.engine};
  }

  /**
   * The index only says whom to look at. Whether they are listed, accredited and at what rate is the database's to
   * say, for the page at once; whoever was taken down meanwhile is left out and the question asked again.
   */
  private async page(engine: SearchEngine, plain: SearchQuery, input: SearchInput, asked: FitAsked): Promise<Page> {
    const without = new Set<string>();
    const {free, ...narrowed} = await this.narrowed(engine, plain, input, asked);
    const query = {...plain, ...narrowed, without};
    for (let attempt = 1; ; attempt += 1) {
      const {hits, cards, total, facets} = await engine.search(query);
      const unsure = hits.flatMap(({id}) => (cards.has(id) ? [] : [id]));
      const read = await publicCards(this.dataSource, unsure, query.day);
      const page = hits.flatMap((hit) => {
        const card = cards.get(hit.id) ?? read.get(hit.id);
        return card && keeps(card, query) ? [{hit, card}] : [];
      });
      const gone = hits.length - page.length;
      if (gone === 0 || attempt === ATTEMPTS) return {page, total: total - gone, facets, free};
      const kept = new Set(page.map(({hit}) => hit.id));
      for (const {id} of hits) if (!kept.has(id)) without.add(id);
    }
  }

  /** All the ways in one round: whoever found nobody need not try them one by one. */
  private async wider(query: SearchQuery, input: SearchInput, funds: LineFunds | null): Promise<Wider[]> {
    const ways = lessOne({query, input}).map(async (way) => {
      const asked = new FitAsked(way.input, funds, query.day);
      const {total} = await this.engines.ask((engine) =>
        this.page(engine, {...way.query, limit: 1, offset: 0}, way.input, asked),
      );
      return {without: way.without, total};
    });
    return (await Promise.all(ways)).filter(({total}) => total > 0).sort((a, b) => b.total - a.total);
  }

  /** What only the database knows: who is free when it is wanted, and what a pattern costs with each. */
  private async narrowed(engine: SearchEngine, query: SearchQuery, input: SearchInput, asked: FitAsked) {
    const {available, pattern, patternFree} = input;
    if (!available && !pattern) return {only: null, free: null};
    let ids: readonly string[] = await engine.candidates(query);
    if (available) ids = [...(await freeListings(this.dataSource, ids, available.from, available.to))];
    if (!pattern) return {only: new Set(ids), free: null};
    const visits = asked.visits.filter(({week}) => week < pattern.weeks);
    const free = await freeVisits(this.dataSource, ids, visits);
    const least = {whole: visits.length, part: 1, any: 0}[patternFree];
    ids = ids.filter((id) => (free.get(id) ?? 0) >= least);
    const later = new Set(ids.filter((id) => (free.get(id) ?? 0) < visits.length));
    const costs = input.sort === 'price' ? await this.costs(ids, visits, query.day) : null;
    return {only: new Set(ids), later, costs, free: {of: visits.length, counts: free}};
  }

  private async costs(ids: readonly string[], visits: readonly PlannedVisit[], day: Day): Promise<Map<string, Pence>> {
    const {from, to} = daysOf(visits, day);
    const prices = await Prices.read(this.dataSource, ids, from, to);
    const costs = ids.map((id) => [id, prices.costs(id, visits)?.reduce((sum, pence) => sum + pence, 0)] as const);
    return new Map(costs.filter((each): each is [string, Pence] => each[1] !== undefined));
  }

  /** One call for a page of results. */
  private prices(ids: readonly string[], {days}: FitAsked): Promise<Prices> {
    return Prices.read(this.dataSource, days ? ids : [], days?.from ?? '', days?.to ?? '');
  }
}

/** How many visits of the pattern each of the candidates is free for. */
interface Free {
  of: number;
  counts: ReadonlyMap<string, number>;
}

function patternOf(
  id: string,
  free: Free | null,
  asked: FitAsked,
  prices: Prices,
  {pattern}: SearchInput,
): ListingCard['pattern'] {
  if (!free || !pattern) return null;
  return {free: free.counts.get(id) ?? 0, of: free.of, price: asked.pattern(id, prices)};
}

interface Page {
  page: {hit: Hit; card: PublicCard}[];
  total: number;
  facets: SearchAnswer['facets'];
  free: Free | null;
}

function queryOf(
  input: SearchInput,
  principal: Principal | null,
  audiences: readonly Audience[],
  {origin, q}: Place,
  day: Day,
  thesaurus: Thesaurus,
): SearchQuery {
  return {
    councilId: principal?.councilId ?? null,
    audiences,
    ...thesaurus.question(q),
    origin: origin && {latitude: origin.latitude, longitude: origin.longitude},
    within: Math.round(input.withinKm * 1_000),
    reached: input.reached && origin !== null,
    chosen: input.chosen,
    maxRatePence: input.maxRatePence,
    day,
    only: null,
    without: new Set(),
    later: new Set(),
    costs: null,
    sort: input.sort,
    offset: (input.page - 1) * input.perPage,
    limit: input.perPage,
  };
}

/** What was asked for and can have changed since the index was written. */
function keeps(card: PublicCard, {audiences, chosen, maxRatePence, day}: SearchQuery): boolean {
  if (!audiences.includes(card.audience)) return false;
  if (chosen.accredited?.length && !chosen.accredited.includes(String(card.accredited))) return false;
  if (maxRatePence === null) return true;
  const rate = cardRate(card.rates, day);
  return rate !== null && rate.ratePence <= maxRatePence;
}

function signInForFit(): DomainError {
  return new DomainError('unauthenticated', 'SIGN_IN_NEEDED', 'Sign in to see what each would leave in your budget.', {
    fields: [{field: 'budget_line_id', message: 'Sign in to use this.'}],
  });
}
