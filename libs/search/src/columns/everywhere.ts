import type {Matches} from './cell-matches.js';

/** Whom some words match anywhere, cell after cell in a few lists of plain numbers: a country has thousands of cells. */
export class Everywhere {
  private readonly seats: Uint32Array;
  /** In order; none of them is empty. */
  private readonly cells: Uint32Array;
  /** Where those of each cell begin, and one more. */
  private readonly starts: Uint32Array;
  /** How many of each cell have the words as they were typed. */
  private readonly typed: Uint32Array;

  /** @param age when it was asked */
  constructor(
    readonly age: number,
    found: ReadonlyMap<number, Matches>,
  ) {
    const those = [...found].filter(([, {from, to}]) => to > from).sort(([a], [b]) => a - b);
    this.cells = Uint32Array.from(those, ([cell]) => cell);
    this.typed = Uint32Array.from(those, ([, {typed}]) => typed);
    this.starts = new Uint32Array(those.length + 1);
    this.seats = new Uint32Array(those.reduce((sum, [, {from, to}]) => sum + to - from, 0));
    let end = 0;
    those.forEach(([, {seats, from, to}], at) => {
      for (let each = from; each < to; each += 1) this.seats[end++] = seats[each] as number;
      this.starts[at + 1] = end;
    });
  }

  /** How many numbers it takes. */
  get size(): number {
    return this.seats.length + 3 * this.cells.length;
  }

  in(cell: number): Matches {
    const at = this.placeOf(cell);
    if (this.cells[at] !== cell) return {seats: [], from: 0, to: 0, typed: 0};
    const [from, to] = [this.starts[at] as number, this.starts[at + 1] as number];
    return {seats: this.seats, from, to, typed: this.typed[at] as number};
  }

  /** Of the first cell that is not before this one. */
  private placeOf(cell: number): number {
    let [from, to] = [0, this.cells.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.cells[middle] as number) < cell) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
