import {Injectable} from '@nestjs/common';
import {cardRate, type BandRule} from '@app/listings';
import {DataSource} from 'typeorm';
import type {PublicCard} from '../document/public-card.js';
import {Engines} from '../engines/engines.js';
import {publicCards} from '../facts/public-cards.js';
import type {FitAsked} from '../fit/fit-asked.js';
import {readBands, readPrices} from '../pattern/prices.js';
import type {Asking, Timed} from '../pattern/timed.js';
import {visitCosts} from '../pattern/visit-costs.js';
import type {EngineName, Hit, SearchAnswer, SearchEngine, SearchQuery} from '../query/search-query.js';
import {listingCard, type ListingCard} from './listing-card.js';
import type {SearchInput} from './search-input.js';

/** A page of results, and how many there are in all. */
export interface ResultPage {
  items: ListingCard[];
  total: number;
  facets: SearchAnswer['facets'];
  engine: EngineName;
}

interface Shown extends Omit<SearchAnswer, 'hits' | 'cards'> {
  page: {hit: Hit; card: PublicCard}[];
}

/** How often a page is asked for again because some of it was taken down since the index was written. */
const ATTEMPTS = 3;

/** One page of a question's answer, with what each would cost and leave. */
@Injectable()
export class ReadPage {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engines: Engines,
  ) {}

  async read(query: SearchQuery, asked: FitAsked, {pattern}: Pick<SearchInput, 'pattern'>): Promise<ResultPage> {
    const found = await this.engines.ask((engine) => this.shown(engine, query, asked.timed));
    const {of, costs} = await this.asking(found, asked);
    const items = found.page.map(({hit, card}) => {
      const asking = of.get(hit.id);
      const free = pattern && {free: found.free.get(hit.id) ?? 0, of: asked.timed?.visits.length ?? 0};
      return {
        ...listingCard(hit, card, query.day),
        pattern: free && {...free, price: asked.pattern(asking, costs)},
        fit: asked.fit(hit.id, card, asking, costs),
      };
    });
    const {total, facets, engine} = found;
    return {items, total, facets, engine};
  }

  /**
   * The index only says whom to look at. Whether they are listed, accredited and at what rate is the database's to
   * say, for the page at once; whoever was taken down meanwhile is left out and the question asked again.
   */
  private async shown(engine: SearchEngine, plain: SearchQuery, timed: Timed | null): Promise<Shown> {
    const without = new Set<string>();
    const query = {...plain, without};
    for (let attempt = 1; ; attempt += 1) {
      const {hits, cards, total, ...rest} = await engine.search(query, timed);
      const unsure = hits.flatMap(({id}) => (cards.has(id) ? [] : [id]));
      const read = await publicCards(this.dataSource, unsure, query.day);
      const page = hits.flatMap((hit) => {
        const card = cards.get(hit.id) ?? read.get(hit.id);
        return card && keeps(card, query) ? [{hit, card}] : [];
      });
      const gone = hits.length - page.length;
      if (gone === 0 || attempt === ATTEMPTS) return {page, total: total - gone, ...rest};
      const kept = new Set(page.map(({hit}) => hit.id));
      for (const {id} of hits) if (!kept.has(id)) without.add(id);
    }
  }

  /** What those of a page ask, in one round where the engine does not know it, and what the visits cost at that. */
  private async asking({page, asking}: Shown, {timed, visits}: FitAsked) {
    const days = timed?.days;
    const unknown = days ? page.flatMap(({hit}) => (asking?.of.has(hit.id) ? [] : [hit.id])) : [];
    const [read, bands] =
      days && unknown.length > 0
        ? await Promise.all([
            readPrices(this.dataSource, unknown, days.from, days.to),
            readBands(this.dataSource, days.from, days.to),
          ])
        : [new Map<string, Asking>(), asking?.bands ?? new Map<string, BandRule[]>()];
    const of = read.size > 0 ? new Map([...(asking?.of ?? []), ...read]) : (asking?.of ?? read);
    return {of, costs: visitCosts(visits, bands)};
  }
}

/** What was asked for and can have changed since the index was written. */
export function keeps(card: PublicCard, {audiences, chosen, maxRatePence, day}: SearchQuery): boolean {
  if (!audiences.includes(card.audience)) return false;
  if (chosen.accredited?.length && !chosen.accredited.includes(String(card.accredited))) return false;
  if (maxRatePence === null) return true;
  const rate = cardRate(card.rates, day);
  return rate !== null && rate.ratePence <= maxRatePence;
}
