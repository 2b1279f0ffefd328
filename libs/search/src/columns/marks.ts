import {FACETS, type Facet, type FacetCount, byCount} from '../query/search-query.js';

const MOST_LISTS = 5_000;

/** A few small numbers for each listing, one for every value it has in any facet, kept in one block of memory. */
export class Marks {
  private readonly ids = new Map<string, number>();
  private readonly values: {facet: Facet; value: string}[] = [];
  private readonly bits: number[] = [];
  /** Of lists that many listings have alike. */
  private readonly lists = FACETS.map(() => new Map<string, readonly number[]>());
  private pool = new Uint16Array(1 << 16);
  private end = 0;
  private from = new Int32Array(1 << 10);
  private size = new Uint8Array(1 << 10);

  /** @param values with commas between */
  set(listing: number, values: Record<Facet, string>): void {
    const ids: number[] = [];
    for (let at = 0; at < FACETS.length; at += 1) ids.push(...this.idsOf(at, values[FACETS[at] as Facet]));
    while (listing >= this.from.length) this.reach();
    if (ids.length > (this.size[listing] as number)) {
      this.from[listing] = this.end;
      this.end += ids.length;
      while (this.end > this.pool.length) this.grow();
    }
    this.size[listing] = ids.length;
    this.pool.set(ids, this.from[listing]);
  }

  /** Counts over the listings that answer a question, each facet as if nothing of it were chosen. */
  counter(chosen: Partial<Record<Facet, readonly string[]>>): MarksCounter {
    const wanted = new Uint16Array(this.values.length);
    let active = 0;
    FACETS.forEach((facet, index) => {
      const values = chosen[facet];
      if (!values?.length) return;
      active |= 1 << index;
      for (const value of values) {
        const id = this.ids.get(key(facet, value));
        if (id !== undefined) wanted[id] = 1 << index;
      }
    });
    const {pool, from, size, bits, values} = this;
    return new MarksCounter({pool, from, size, bits, values}, wanted, active);
  }

  /** Of how many of these lists a listing has nothing: each names values of facets, `service:cleaning`. */
  lacking(lists: readonly (readonly string[])[]): (listing: number) => number {
    if (lists.length === 0) return () => 0;
    const gives = new Uint16Array(this.values.length);
    lists.slice(0, 16).forEach((list, index) => {
      for (const fact of list) {
        const id = this.ids.get(fact.replace(':', ' '));
        if (id !== undefined) gives[id] = (gives[id] as number) | (1 << index);
      }
    });
    const {pool, from, size} = this;
    return (listing) => {
      let left = 0xffff >> (16 - Math.min(lists.length, 16));
      const start = from[listing] as number;
      for (let at = start; at < start + (size[listing] as number); at += 1)
        left &= ~(gives[pool[at] as number] as number);
      let count = 0;
      for (; left !== 0; left &= left - 1) count += 1;
      return count;
    };
  }

  private idsOf(facet: number, values: string): readonly number[] {
    const lists = this.lists[facet] as Map<string, readonly number[]>;
    const known = lists.get(values);
    if (known) return known;
    const ids = values === '' ? [] : values.split(',').map((value) => this.intern(FACETS[facet] as Facet, value));
    if (lists.size < MOST_LISTS) lists.set(values, ids);
    return ids;
  }

  private intern(facet: Facet, value: string): number {
    const known = this.ids.get(key(facet, value));
    if (known !== undefined) return known;
    this.ids.set(key(facet, value), this.values.length);
    this.bits.push(1 << FACETS.indexOf(facet));
    return this.values.push({facet, value}) - 1;
  }

  private reach(): void {
    const [from, size] = [new Int32Array(this.from.length * 2), new Uint8Array(this.size.length * 2)];
    from.set(this.from);
    size.set(this.size);
    [this.from, this.size] = [from, size];
  }

  private grow(): void {
    const larger = new Uint16Array(this.pool.length * 2);
    larger.set(this.pool);
    this.pool = larger;
  }
}

interface MarksRead {
  pool: Uint16Array;
  from: Int32Array;
  size: Uint8Array;
  bits: readonly number[];
  values: readonly {facet: Facet; value: string}[];
}

export class MarksCounter {
  private readonly counts: Uint32Array;

  constructor(
    private readonly marks: MarksRead,
    private readonly wanted: Uint16Array,
    private readonly active: number,
  ) {
    this.counts = new Uint32Array(wanted.length);
  }

  /** Counts a listing where it counts. @returns whether it has a chosen value in every facet of which any is chosen */
  take(listing: number): boolean {
    const {pool, from, size, bits} = this.marks;
    const {counts, wanted} = this;
    const start = from[listing] as number;
    const end = start + (size[listing] as number);
    let missing = this.active;
    if (missing !== 0) for (let at = start; at < end; at += 1) missing &= ~(wanted[pool[at] as number] as number);
    if (missing === 0) {
      for (let at = start; at < end; at += 1) (counts[pool[at] as number] as number) += 1;
      return true;
    }
    if ((missing & (missing - 1)) === 0) {
      // It fails in one facet alone: it is one of those that choosing another value there would show.
      for (let at = start; at < end; at += 1) {
        const mark = pool[at] as number;
        if (bits[mark] === missing) (counts[mark] as number) += 1;
      }
    }
    return false;
  }

  facets(): Record<Facet, FacetCount[]> {
    const facets = Object.fromEntries(FACETS.map((facet) => [facet, [] as FacetCount[]])) as Record<
      Facet,
      FacetCount[]
    >;
    this.counts.forEach((count, mark) => {
      const {facet, value} = this.marks.values[mark] as {facet: Facet; value: string};
      if (count > 0) facets[facet].push({value, count});
    });
    for (const facet of FACETS) facets[facet].sort(byCount);
    return facets;
  }
}

const key = (facet: Facet, value: string) => `${facet} ${value}`;
