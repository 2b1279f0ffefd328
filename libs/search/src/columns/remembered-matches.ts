import {CELLS} from '../document/cells.js';
import type {Matches} from './cell-matches.js';
import type {Everywhere} from './everywhere.js';

/** What is kept of a cell takes as much beside its numbers as so many more of them. */
const CELL = 24;

/** Up to here what nobody has asked for yet may take room. */
const ROOMY = 0.75;

interface Kept {
  matches: Matches;
  /** When it was asked. */
  age: number;
}

/** What is known of some words. */
interface Known {
  cells: Map<number, Kept>;
  /** Where it was asked everywhere: of cells that have not changed since. */
  everywhere: Everywhere | null;
  size: number;
}

/**
 * Whom words match, cell by cell of the map, as the index said it. A change of a listing's words or place makes what is
 * known of its cell worthless; nothing more is kept of that cell before the index holds the change. So what is kept is
 * what the index would answer.
 */
export class RememberedMatches {
  /** Those asked for last at the end. */
  private readonly words = new Map<string, Known>();
  /** Cells of which the index has yet to be written this far. */
  private readonly unsettled = new Map<number, number>();
  /** When what the index says of a cell was last another than before. */
  private readonly changed = new Float64Array(CELLS);
  private kept = 0;
  private changes = 0;

  /** @param most so many numbers are kept, each cell counting for some more; beyond it the words not asked for longest go */
  constructor(private readonly most: () => number) {}

  /** Goes up with every change: an answer to what was asked before one is not kept for that cell after it. */
  get age(): number {
    return this.changes;
  }

  /** @returns who matches the words in a cell; undefined where that is not known, or not of whom as they were typed */
  of(words: string, ranked: boolean): (cell: number) => Matches | undefined {
    const known = this.words.get(words);
    if (!known) return () => undefined;
    this.words.delete(words);
    this.words.set(words, known);
    const {everywhere, cells} = known;
    return (cell) => {
      const kept = cells.get(cell);
      if (kept && !this.hasChanged(kept.age, cell) && (!ranked || kept.matches.typed >= 0)) return kept.matches;
      if (!everywhere || this.hasChanged(everywhere.age, cell) || this.unsettled.has(cell)) return undefined;
      return everywhere.in(cell);
    };
  }

  /** @param age when it was asked */
  keep(age: number, words: string, cell: number, matches: Matches): void {
    if (this.hasChanged(age, cell) || this.unsettled.has(cell)) return;
    const known = this.known(words);
    const before = known.cells.get(cell);
    if (before && before.age >= age && before.matches.typed >= matches.typed) return; // somebody else asked meanwhile
    const size = sizeOf(matches) - (before ? sizeOf(before.matches) : 0);
    known.cells.set(cell, {matches, age});
    this.grow(known, size);
  }

  /** Whether there is room for what would be known of some words in so many cells, beside that of others. */
  holds(cells: number): boolean {
    return cells * CELL * 4 <= this.most();
  }

  /** What is known of these words everywhere takes the place of what was known before of some cells. */
  keepEverywhere(words: string, everywhere: Everywhere): void {
    const known = this.known(words);
    let size = everywhere.size - (known.everywhere?.size ?? 0);
    known.everywhere = everywhere;
    for (const [cell, {age, matches}] of known.cells) {
      if (age > everywhere.age) continue;
      known.cells.delete(cell);
      size -= sizeOf(matches);
    }
    this.grow(known, size);
  }

  /** Whether there is room for more without anything being forgotten soon. */
  get hasRoom(): boolean {
    return this.kept < this.most() * ROOMY;
  }

  isEverywhere(words: string): boolean {
    return Boolean(this.words.get(words)?.everywhere);
  }

  /** Whether any of these cells is another than at that age. */
  changedSince(age: number, cells: readonly number[]): boolean {
    return age !== this.changes && cells.some((cell) => this.hasChanged(age, cell));
  }

  /** The words of a listing in this cell are, or will be, others in the index. */
  change(cell: number, revision: number): void {
    this.unsettled.set(cell, revision);
    this.changed[cell] = this.changes += 1;
  }

  /** The index is written this far. */
  settle(revision: number): void {
    for (const [cell, awaited] of this.unsettled) {
      if (awaited > revision) continue;
      this.unsettled.delete(cell);
      this.changed[cell] = this.changes += 1;
    }
  }

  /** Another index answers, or this one was mended. */
  forgetAll(): void {
    this.words.clear();
    this.kept = 0;
    this.changed.fill((this.changes += 1));
  }

  private hasChanged(age: number, cell: number): boolean {
    return (this.changed[cell] as number) > age;
  }

  private known(words: string): Known {
    const known = this.words.get(words);
    if (known) return known;
    const made: Known = {cells: new Map(), everywhere: null, size: 0};
    this.words.set(words, made);
    return made;
  }

  private grow(known: Known, size: number): void {
    known.size += size;
    this.kept += size;
    const most = this.most();
    for (const first of this.words.keys()) {
      if (this.kept <= most) break;
      this.forget(first);
    }
  }

  private forget(words: string): void {
    this.kept -= this.words.get(words)?.size ?? 0;
    this.words.delete(words);
  }
}

const sizeOf = ({from, to}: Matches) => to - from + CELL;
