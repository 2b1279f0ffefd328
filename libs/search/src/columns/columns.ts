import type {Day} from '@app/kernel';
import type {Audience} from '@app/listings';
import {cellsAround} from '../document/cells.js';
import type {PublicCard} from '../document/public-card.js';
import type {Facet, SearchAnswer, SearchQuery} from '../query/search-query.js';
import type {Lens} from '../times/lens.js';
import type {ColumnRow} from './column-row.js';
import {distancesFrom} from './distances.js';
import {firstOf} from './first-of.js';
import {Marks} from './marks.js';
import {orderOf} from './order.js';
import {SharedParts} from './shared-parts.js';

/** Listings that the words match: their numbers, each once and in any order, and how well, the lower the better. */
export interface Matched {
  lists: Iterable<Iterable<number>>;
  tier(number: number): number;
}

/** An answer, and the number of each hit. */
type Found = Pick<SearchAnswer, 'hits' | 'cards' | 'total' | 'facets'> & {numbers: number[]};

/**
 * Every listing as columns in memory, by its number: what circles, filters, counts and order are worked out from,
 * thirty times as fast as an engine that has to look each listing up; and what a result shows of it.
 */
export class Columns {
  /** The last change of the projection that is in them. */
  revision = 0;
  private readonly ids: (string | undefined)[] = [];
  private readonly cards: (PublicCard | undefined)[] = [];
  private readonly councils: string[] = [];
  private readonly audiences: string[] = [];
  private readonly community: boolean[] = [];
  private readonly through: number[] = [];
  private readonly latitudes: number[] = [];
  private readonly longitudes: number[] = [];
  private readonly travel: number[] = [];
  private readonly prices: number[] = [];
  private readonly unitRanks: number[] = [];
  private readonly cells: number[] = [];
  private readonly inCell = new Map<number, Set<number>>();
  private readonly marks = new Marks();
  private readonly shared = new SharedParts();

  /** Takes in a listing's present state. */
  put(row: ColumnRow): void {
    const {number} = row;
    for (let gap = this.ids.length; gap <= number; gap += 1) this.addEmpty();
    this.inCell.get(this.cells[number] as number)?.delete(number);
    this.ids[number] = row.listed ? row.id : undefined;
    this.cards[number] = row.listed ? this.shared.card(row.card) : undefined;
    if (!row.listed) return;
    this.councils[number] = this.shared.text(row.councilId);
    this.audiences[number] = this.shared.text(row.audience);
    this.community[number] = row.kind === 'community';
    this.through[number] = dayNumber(row.listedThrough);
    this.latitudes[number] = row.latitude;
    this.longitudes[number] = row.longitude;
    this.travel[number] = row.travelKm * 1_000;
    this.prices[number] = row.ratePence ?? Infinity;
    this.unitRanks[number] = row.ratePence === null ? 2 : row.rateUnit === 'hour' ? 0 : 1;
    this.cells[number] = row.cell;
    const beside = this.inCell.get(row.cell);
    if (beside) beside.add(number);
    else this.inCell.set(row.cell, new Set([number]));
    this.marks.set(number, facetValues(row));
  }

  /** The ids of all that are listed. */
  listed(): string[] {
    return this.ids.filter((id) => id !== undefined);
  }

  /** Where a listing is, or was when it was last listed; undefined for one that never was. */
  cellOf(number: number): number | undefined {
    return this.cells[number];
  }

  /**
   * @param lens what it says of times and money; null where nothing of them is asked, or the query itself says it
   * @returns cards as they were at `revision`
   */
  search(query: SearchQuery, matched: Matched | null, lens: Lens | null = null): Found {
    const metres = query.origin ? distancesFrom(query.origin, this.latitudes, this.longitudes) : null;
    const counter = this.marks.counter(query.chosen);
    const found: number[] = [];
    const away: number[] = [];
    const partly: number[] = [];
    this.fitting(query, matched, (number) => {
      const far = metres ? metres(number) : 0;
      if (far > query.within || (query.reached && far > (this.travel[number] as number))) return;
      const free = lens ? lens.free(number) : 0;
      if (free < 0 || !counter.take(number)) return;
      found.push(number);
      away.push(far);
      if (lens) partly.push(Number(free < lens.of));
    });
    const of = (column: readonly number[]) => (at: number) => column[found[at] as number] as number;
    const travel = of(this.travel);
    const lacking = query.sort === 'relevance' ? this.marks.lacking(query.meant) : () => 0;
    const lacks = found.map(lacking);
    const id = (at: number) => this.ids[found[at] as number] as string;
    const {costs, later} = query;
    const cost = lens?.cost ?? null;
    const priced = cost
      ? found.map((number) => cost(number) ?? Infinity)
      : costs && found.map((number) => costs.get(this.ids[number] as string) ?? Infinity);
    const isLater = lens ? (at: number) => partly[at] as number : (at: number) => Number(later.has(id(at)));
    const answers = (at: number) => lacks[at] === 0 && (away[at] as number) <= travel(at);
    const first = query.meant.length > 0 && query.sort === 'relevance';
    const before = orderOf(query.sort, {
      metres: (at) => away[at] as number,
      unreached: (at) => Number((away[at] as number) > travel(at)),
      later: lens || later.size > 0 ? isLater : () => 0,
      price: priced ? (at) => priced[at] as number : of(this.prices),
      lacking: (at) => lacks[at] as number,
      forSale: (at) => Number(!(first && this.community[found[at] as number] && answers(at))),
      unitRank: priced ? () => 0 : of(this.unitRanks),
      tier: (at) => matched?.tier(found[at] as number) ?? 0,
      id,
    });
    const page = firstOf(query.offset + query.limit, found.length, before).slice(query.offset);
    return {
      numbers: page.map((at) => found[at] as number),
      hits: page.map((at) => ({id: id(at), metres: metres && (away[at] as number)})),
      cards: new Map(page.map((at) => [id(at), this.cards[found[at] as number] as PublicCard])),
      total: found.length,
      facets: counter.facets(),
    };
  }

  /** Whoever answers the question whatever is chosen of the facets. */
  candidates(query: SearchQuery, matched: Matched | null): string[] {
    const metres = query.origin ? distancesFrom(query.origin, this.latitudes, this.longitudes) : null;
    const ids: string[] = [];
    this.fitting(query, matched, (number) => {
      const far = metres ? metres(number) : 0;
      const comes = !query.reached || far <= (this.travel[number] as number);
      if ((!metres || far <= query.within) && comes) ids.push(this.ids[number] as string);
    });
    return ids;
  }

  /** All conditions but the distance and the facets. */
  private fitting(query: SearchQuery, matched: Matched | null, take: (number: number) => void): void {
    const {councilId, audiences, maxRatePence, only, without} = query;
    const day = dayNumber(query.day);
    for (const numbers of matched?.lists ?? this.near(query)) {
      for (const number of numbers) {
        const id = this.ids[number];
        if (id === undefined || (this.through[number] as number) < day) continue;
        if (councilId !== null && this.councils[number] !== councilId) continue;
        if (!audiences.includes(this.audiences[number] as Audience)) continue;
        if (maxRatePence !== null && (this.prices[number] as number) > maxRatePence) continue;
        if ((only && !only.has(id)) || without.has(id)) continue;
        take(number);
      }
    }
  }

  private near({origin, within}: SearchQuery): Iterable<number>[] {
    const nearby = origin ? cellsAround(origin, within) : ({in: 'anywhere'} as const);
    return nearby.in === 'cell' ? nearby.values.map((cell) => this.inCell.get(cell) ?? []) : [this.ids.keys()];
  }

  private addEmpty(): void {
    this.ids.push(undefined);
    this.cards.push(undefined);
    for (const column of [this.through, this.latitudes, this.longitudes, this.travel, this.prices, this.unitRanks]) {
      column.push(0);
    }
    this.cells.push(-1);
    this.councils.push('');
    this.audiences.push('');
    this.community.push(false);
  }
}

function facetValues(row: ColumnRow): Record<Facet, readonly string[]> {
  return {
    service: row.services,
    need: row.needs,
    language: row.languages,
    gender: row.gender === null ? [] : [row.gender],
    kind: [row.kind],
    accredited: [String(row.accredited)],
    pays: row.pays,
    drives: [String(row.drives)],
    taking_on: [String(row.takingOn)],
    where: row.places,
  };
}

const FOREVER = 99_991_231;
const dayNumber = (day: Day | null): number => (day === null ? FOREVER : Number(day.replaceAll('-', '')));
