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
type Found = Pick<SearchAnswer, 'hits' | 'cards' | 'total' | 'facets'> & {seats: number[]};

/** @param tier 0 where they have the words as they were typed */
type Take = (seat: number, metres: number, tier: number) => void;

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
    const seat = this.seats.take(row.number);
    numbers.reach(seat);
    if (this.isListed(seat)) this.takeFromCell(seat);
    numbers.through[seat] = listed ? dayNumber(row.listedThrough) : -1;
    if (!listed) return this.cards.remove(seat);
    this.ids.set(seat, row.id);
    this.cards.set(seat, Buffer.from(row.card));
    const {x, y, z} = pointOf(row);
    numbers.x[seat] = x;
    numbers.y[seat] = y;
    numbers.z[seat] = z;
    numbers.council[seat] = this.councilNumber(row.councilId);
    numbers.audience[seat] = this.audienceBit(row.audience);
    numbers.community[seat] = Number(row.kind === 'community');
    numbers.travel[seat] = row.travelKm * 1_000;
    numbers.price[seat] = row.ratePence ?? Infinity;
    numbers.unit[seat] = row.ratePence === null ? 2 : row.rateUnit === 'hour' ? 0 : 1;
    this.putInCell(seat, row.cell);
    this.marks.set(seat, facetValues(row));
  }

  /** A seat above that of any listing. */
  get size(): number {
    return this.numbers.size;
  }

  /** The ids of all that are listed. */
  listed(): string[] {
    const ids: string[] = [];
    for (let seat = 0; seat < this.size; seat += 1) if (this.isListed(seat)) ids.push(this.ids.of(seat));
    return ids;
  }

  /** Where a listing is, or was when it was last listed; less than nought for one that never was. */
  cellOf(seat: number): number {
    return seat < this.numbers.size ? (this.numbers.cell[seat] as number) : -1;
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
    this.fitting(query, matched, (seat, metres, tier) => {
      const free = lens ? lens.free(seat) : 0;
      if (free < 0 || !counter.take(seat)) return;
      total += 1;
      best.offer(seat, rank(seat, metres, tier, free), metres);
    });
    const page = best.all().slice(query.offset);
    const id = (seat: number) => ids.of(seat);
    return {
      seats: page.map(({seat}) => seat),
      hits: page.map(({seat, metres}) => ({id: id(seat), metres: query.origin && metres})),
      cards: new Map(page.map(({seat}) => [id(seat), this.cardOf(seat)])),
      total,
      facets: counter.facets(),
    };
  }

  /** Whoever answers the question whatever is chosen of the facets. */
  candidates(query: SearchQuery, matched: readonly Matches[] | null): string[] {
    const ids: string[] = [];
    this.fitting(query, matched, (seat) => ids.push(this.ids.of(seat)));
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
    for (const {seats, from: first, to, typed} of matched ?? this.near(query)) {
      for (let at = first; at < to; at += 1) {
        const seat = seats[at] as number;
        if (!((through[seat] as number) >= day)) continue; // nor is a seat that nobody has taken yet
        if (ofCouncil !== -1 && council[seat] !== ofCouncil) continue;
        if (((audience[seat] as number) & audiences) === 0) continue;
        if ((price[seat] as number) > most) continue;
        let metres = 0;
        if (from) {
          const [east, north, up] = [(x[seat] as number) - from.x, (y[seat] as number) - from.y, (z[seat] as number) - from.z]; // prettier-ignore
          const length = east * east + north * north + up * up;
          if (length > square) continue;
          metres = metresAlong(length);
          if (metres > within || (reached && metres > (travel[seat] as number))) continue;
        }
        if (named && !isNamed(this.ids.of(seat), only, without)) continue;
        take(seat, metres, at - first < typed || typed < 0 ? 0 : 1);
      }
    }
  }

  private isListed(seat: number): boolean {
    return (this.numbers.through[seat] as number) >= 0;
  }

  private cardOf(seat: number): PublicCard {
    return JSON.parse((this.cards.of(seat) as Buffer).toString()) as PublicCard;
  }

  private near({origin, within}: SearchQuery): Matches[] {
    const nearby = origin ? cellsAround(origin, within) : ({in: 'anywhere'} as const);
    const cells = nearby.in === 'cell' ? nearby.values : this.inCell.keys();
    return [...cells].map((cell) => {
      const seats = this.inCell.get(cell) ?? [];
      return {seats, from: 0, to: seats.length, typed: NOT_ASKED};
    });
  }

  private putInCell(seat: number, cell: number): void {
    const beside = this.inCell.get(cell) ?? [];
    this.inCell.set(cell, beside);
    this.numbers.cell[seat] = cell;
    this.numbers.place[seat] = beside.push(seat) - 1;
  }

  /** The last of its cell takes its place. */
  private takeFromCell(seat: number): void {
    const beside = this.inCell.get(this.cellOf(seat)) ?? [];
    const last = beside.pop();
    if (last === undefined || last === seat) return;
    const place = this.numbers.place[seat] as number;
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
