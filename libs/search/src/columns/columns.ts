import type {Day} from '@app/kernel';
import {cellsAround} from '../document/cells.js';
import type {PublicCard} from '../document/public-card.js';
import type {Facet, SearchAnswer, SearchQuery} from '../query/search-query.js';
import type {Lens} from '../times/lens.js';
import {BestOf} from './best-of.js';
import {NOT_ASKED, type Matches} from './cell-matches.js';
import type {ColumnRow} from './column-row.js';
import {metresAlong, pointOf, squareWithin} from './distances.js';
import {Ids} from './ids.js';
import {Marks} from './marks.js';
import {NumberColumns} from './number-columns.js';
import {rankOf} from './order.js';
import {Seats} from './seats.js';
import {Spans} from './spans.js';

/** An answer, and the seat of each hit. */
type Found = Pick<SearchAnswer, 'hits' | 'cards' | 'total' | 'facets'> & {numbers: number[]};

/** @param tier 0 where they have the words as they were typed */
type Take = (number: number, metres: number, tier: number) => void;

/**
 * Every listing as columns in memory, by its seat: what circles, filters, counts and order are worked out from,
 * thirty times as fast as an engine that has to look each listing up; and what a result shows of it.
 */
export class Columns {
  /** The last change of the projection that is in them. */
  revision = 0;
  /** Its own number is what the database and the index call a listing; all else in memory goes by its seat. */
  readonly seats = new Seats();
  private readonly ids = new Ids();
  /** As they came, out of the way of collections of garbage: a page reads its own twenty. */
  private readonly cards = new Spans<Uint8Array>((length) => Buffer.alloc(length));
  private readonly numbers = new NumberColumns();
  private readonly councils = new Map<string, number>();
  private readonly audiences: string[] = [];
  private readonly inCell = new Map<number, number[]>();
  private readonly marks = new Marks();

  /** Takes in a listing's present state. */
  put(row: ColumnRow): void {
    const {listed} = row;
    const {numbers} = this;
    const number = this.seats.take(row.number);
    numbers.reach(number);
    if (this.isListed(number)) this.takeFromCell(number);
    numbers.through[number] = listed ? dayNumber(row.listedThrough) : -1;
    if (!listed) return this.cards.remove(number);
    this.ids.set(number, row.id);
    this.cards.set(number, Buffer.from(row.card));
    const {x, y, z} = pointOf(row);
    numbers.x[number] = x;
    numbers.y[number] = y;
    numbers.z[number] = z;
    numbers.council[number] = this.councilNumber(row.councilId);
    numbers.audience[number] = this.audienceBit(row.audience);
    numbers.community[number] = Number(row.kind === 'community');
    numbers.travel[number] = row.travelKm * 1_000;
    numbers.price[number] = row.ratePence ?? Infinity;
    numbers.unit[number] = row.ratePence === null ? 2 : row.rateUnit === 'hour' ? 0 : 1;
    this.putInCell(number, row.cell);
    this.marks.set(number, facetValues(row));
  }

  /** A seat above that of any listing. */
  get size(): number {
    return this.numbers.size;
  }

  /** The ids of all that are listed. */
  listed(): string[] {
    const ids: string[] = [];
    for (let number = 0; number < this.size; number += 1) if (this.isListed(number)) ids.push(this.ids.of(number));
    return ids;
  }

  /** Where a listing is, or was when it was last listed; less than nought for one that never was. */
  cellOf(number: number): number {
    return number < this.numbers.size ? (this.numbers.cell[number] as number) : -1;
  }

  /** How many are listed in a cell. */
  countIn(cell: number): number {
    return this.inCell.get(cell)?.length ?? 0;
  }

  /** Every cell that anybody is listed in. */
  inhabited(): number[] {
    return [...this.inCell].filter(([, those]) => those.length > 0).map(([cell]) => cell);
  }

  /**
   * @param matched listings that the words match, each once and in any order; null where there are no words
   * @param lens what it says of times and money; null where nothing of them is asked, or the query itself says it
   * @returns cards as they were at `revision`
   */
  search(query: SearchQuery, matched: readonly Matches[] | null, lens: Lens | null = null): Found {
    const counter = this.marks.counter(query.chosen);
    const {numbers: columns, ids} = this;
    const lacking = this.marks.lacking(query.sort === 'relevance' ? query.meant : []);
    const rank = rankOf(query, {columns, ids, lens, lacking});
    const best = new BestOf(query.offset + query.limit, ids);
    let total = 0;
    this.fitting(query, matched, (number, metres, tier) => {
      const free = lens ? lens.free(number) : 0;
      if (free < 0 || !counter.take(number)) return;
      total += 1;
      best.offer(number, rank(number, metres, tier, free), metres);
    });
    const page = best.all().slice(query.offset);
    const id = (number: number) => ids.of(number);
    return {
      numbers: page.map(({number}) => number),
      hits: page.map(({number, metres}) => ({id: id(number), metres: query.origin && metres})),
      cards: new Map(page.map(({number}) => [id(number), this.cardOf(number)])),
      total,
      facets: counter.facets(),
    };
  }

  /** Whoever answers the question whatever is chosen of the facets. */
  candidates(query: SearchQuery, matched: readonly Matches[] | null): string[] {
    const ids: string[] = [];
    this.fitting(query, matched, (number) => ids.push(this.ids.of(number)));
    return ids;
  }

  /** All conditions but the facets. */
  private fitting(query: SearchQuery, matched: readonly Matches[] | null, take: Take): void {
    const {councilId, maxRatePence, only, without, origin, within, reached} = query;
    const {through, council, audience, price, travel, x, y, z} = this.numbers;
    const day = dayNumber(query.day);
    const audiences = query.audiences.reduce((bits, each) => bits | this.audienceBit(each), 0);
    const ofCouncil = councilId === null ? -1 : (this.councils.get(councilId) ?? -2);
    const most = maxRatePence ?? Infinity;
    const named = only !== null || without.size > 0;
    const from = origin && pointOf(origin);
    const square = squareWithin(within);
    for (const {numbers, from: first, to, typed} of matched ?? this.near(query)) {
      for (let at = first; at < to; at += 1) {
        const number = numbers[at] as number;
        if (!((through[number] as number) >= day)) continue; // nor is a number that is not known here yet
        if (ofCouncil !== -1 && council[number] !== ofCouncil) continue;
        if (((audience[number] as number) & audiences) === 0) continue;
        if ((price[number] as number) > most) continue;
        let metres = 0;
        if (from) {
          const [east, north, up] = [(x[number] as number) - from.x, (y[number] as number) - from.y, (z[number] as number) - from.z]; // prettier-ignore
          const length = east * east + north * north + up * up;
          if (length > square) continue;
          metres = metresAlong(length);
          if (metres > within || (reached && metres > (travel[number] as number))) continue;
        }
        if (named && !isNamed(this.ids.of(number), only, without)) continue;
        take(number, metres, at - first < typed || typed < 0 ? 0 : 1);
      }
    }
  }

  private isListed(number: number): boolean {
    return (this.numbers.through[number] as number) >= 0;
  }

  private cardOf(number: number): PublicCard {
    return JSON.parse((this.cards.of(number) as Buffer).toString()) as PublicCard;
  }

  private near({origin, within}: SearchQuery): Matches[] {
    const nearby = origin ? cellsAround(origin, within) : ({in: 'anywhere'} as const);
    const cells = nearby.in === 'cell' ? nearby.values : this.inCell.keys();
    return [...cells].map((cell) => {
      const numbers = this.inCell.get(cell) ?? [];
      return {numbers, from: 0, to: numbers.length, typed: NOT_ASKED};
    });
  }

  private putInCell(number: number, cell: number): void {
    const beside = this.inCell.get(cell) ?? [];
    this.inCell.set(cell, beside);
    this.numbers.cell[number] = cell;
    this.numbers.place[number] = beside.push(number) - 1;
  }

  /** The last of its cell takes its place. */
  private takeFromCell(number: number): void {
    const beside = this.inCell.get(this.cellOf(number)) ?? [];
    const last = beside.pop();
    if (last === undefined || last === number) return;
    const place = this.numbers.place[number] as number;
    beside[place] = last;
    this.numbers.place[last] = place;
  }

  private councilNumber(id: string): number {
    const known = this.councils.get(id);
    if (known !== undefined) return known;
    this.councils.set(id, this.councils.size);
    return this.councils.size - 1;
  }

  private audienceBit(name: string): number {
    const known = this.audiences.indexOf(name);
    return 1 << (known >= 0 ? known : this.audiences.push(name) - 1);
  }
}

function isNamed(id: string, only: ReadonlySet<string> | null, without: ReadonlySet<string>): boolean {
  return (!only || only.has(id)) && !without.has(id);
}

function facetValues(row: ColumnRow): Record<Facet, string> {
  return {
    service: row.services,
    need: row.needs,
    language: row.languages,
    gender: row.gender ?? '',
    kind: row.kind,
    accredited: String(row.accredited),
    pays: row.pays,
    drives: String(row.drives),
    taking_on: String(row.takingOn),
    where: row.places,
  };
}

const FOREVER = 99_991_231;
const dayNumber = (day: Day | null): number => (day === null ? FOREVER : Number(day.replaceAll('-', '')));
