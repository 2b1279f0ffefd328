import {Injectable} from '@nestjs/common';
import {WeeklyFunds, type LineFunds} from '@app/allocations';
import type {Found} from '@app/geography';
import type {Principal} from '@app/identity';
import {Clock, DomainError, londonDay, type Day} from '@app/kernel';
import {ListingReach, type Audience} from '@app/listings';
import {FitAsked} from '../fit/fit-asked.js';
import {NoteMissed} from '../missed/note-missed.js';
import {whatWasMissed} from '../missed/what-was-missed.js';
import {byCount, type EngineName, type FacetCount, type SearchAnswer, type SearchQuery} from '../query/search-query.js';
import {ThesauriWatch} from '../terms/thesauri-watch.js';
import type {Thesaurus} from '../words/thesaurus.js';
import {fewerWords, type FewerWords} from './fewer-words.js';
import {FindPlace, type Place} from './find-place.js';
import type {ListingCard} from './listing-card.js';
import {MOST_NEAREST, nearest, widest, type Nearest, type Way} from './nearest.js';
import {ReadPage} from './read-page.js';
import type {SearchInput} from './search-input.js';
import {lessOne, reachOf, type Wider} from './wider.js';

export interface SearchResult {
  items: ListingCard[];
  total: number;
  facets: SearchAnswer['facets'];
  /** Null where no place was asked about. */
  origin: Found | null;
  /** Where nobody was found: how many there would be with one condition less, the most first. */
  wider: Wider[];
  /** Where nobody was found: who answers all of it but one condition. */
  nearest: Nearest[];
  engine: EngineName;
}

/** Who is near, offers this, speaks that; what each would cost and leave. One call for a page of results. */
@Injectable()
export class SearchListings {
  constructor(
    private readonly places: FindPlace,
    private readonly thesauri: ThesauriWatch,
    private readonly pages: ReadPage,
    private readonly funds: WeeklyFunds,
    private readonly missed: NoteMissed,
    private readonly reach: ListingReach,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asker what tells one person from another today, for who is not signed in: what is missed counts once. Null
   *   where nobody asked in so many words: nothing is counted
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
    const asked = new FitAsked(input, funds, day);
    const thesaurus = thesauri.of(principal?.councilId ?? null);
    const read = async (where: Place) => {
      const query = queryOf(input, principal, audiences, where, day, thesaurus);
      const [page, near] = await Promise.all([this.pages.read(query, asked, input), this.near(query, asked, input)]);
      const facets = near
        ? {...page.facets, where: [...page.facets.where.filter(isOnline), ...near].sort(byCount)}
        : page.facets;
      return {...page, facets, origin: where.origin, query, fewer: () => fewerWords(where.q, thesaurus)};
    };
    const {query, fewer, ...found} = await this.orAmong(await read(place), place, input, read);
    if (found.total > 0) return {...found, wider: [], nearest: []};
    const {origin} = found;
    const [ways] = await Promise.all([
      this.wider(query, input, funds, fewer()),
      this.missed.run(principal, asker, whatWasMissed(input, query.meant, origin, day), origin, day),
    ]);
    return {...found, wider: widest(ways), nearest: nearest(ways)};
  }

  /** Where nobody is found and no place was said: a place may stand among the words, if anybody is found with it. */
  private async orAmong<T extends {total: number}>(
    found: T,
    {origin, q}: Place,
    {near}: SearchInput,
    read: (place: Place) => Promise<T>,
  ): Promise<T> {
    if (found.total > 0 || origin || near) return found;
    const place = await this.places.among(q);
    const again = place && (await read(place));
    return again && again.total > 0 ? again : found;
  }

  /** Who helps online is looked for however far, and whoever else there is to choose only as far as was asked. */
  private async near(query: SearchQuery, asked: FitAsked, input: SearchInput): Promise<FacetCount[] | null> {
    const {where = []} = query.chosen;
    if (!query.origin || where.join() !== 'online') return null;
    const chosen = {...query.chosen, where: []};
    const near = {...query, chosen, ...reachOf({...input, chosen}, query.origin), limit: 1, offset: 0};
    const {facets} = await this.pages.read(near, asked, input);
    return facets.where.filter((each) => !isOnline(each));
  }

  /** All the ways in one round: whoever found nobody need not try them one by one. */
  private async wider(
    query: SearchQuery,
    input: SearchInput,
    funds: LineFunds | null,
    fewer: FewerWords | null,
  ): Promise<Way[]> {
    const ways = lessOne({query, input, fewer}).map(async (way) => {
      const asked = new FitAsked(way.input, funds, query.day);
      const first = {...way.query, limit: MOST_NEAREST, offset: 0};
      const {items, total} = await this.pages.read(first, asked, way.input);
      return {without: way.without, words: way.words, total, items};
    });
    return (await Promise.all(ways)).filter(({total}) => total > 0);
  }
}

export function queryOf(
  input: SearchInput,
  principal: Pick<Principal, 'councilId'> | null,
  audiences: readonly Audience[],
  {origin, q}: Place,
  day: Day,
  thesaurus: Thesaurus,
): SearchQuery {
  const {words, meant} = thesaurus.question(q);
  return {
    councilId: principal?.councilId ?? null,
    audiences,
    words,
    meant,
    origin: origin && {latitude: origin.latitude, longitude: origin.longitude},
    ...reachOf(input, origin),
    chosen: input.chosen,
    // With a pattern it is held against what the visits cost, not against the rate on the card.
    maxRatePence: input.pattern ? null : input.maxRatePence,
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

const isOnline = ({value}: FacetCount) => value === 'online';

function signInForFit(): DomainError {
  return new DomainError('unauthenticated', 'SIGN_IN_NEEDED', 'Sign in to see what each would leave in your budget.', {
    fields: [{field: 'budget_line_id', message: 'Sign in to use this.'}],
  });
}
