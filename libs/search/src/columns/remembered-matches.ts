/** What a list takes beside its numbers, in numbers. */
const LIST = 8;

/**
 * Whom words match, cell by cell of the map, as the index said it. A change of a listing's words takes away what is
 * known of its cell; nothing more is kept of that cell before the index holds the change. So what is kept is what the
 * index would answer.
 */
export class RememberedMatches {
  private readonly cells = new Map<number, Map<string, readonly number[]>>();
  /** Cells of which the index has yet to be written this far. */
  private readonly unsettled = new Map<number, number>();
  private kept = 0;
  private changes = 0;

  /** @param most so many numbers are kept, each list counting for some more; beyond it the cells kept first go */
  constructor(private readonly most: number) {}

  /** Goes up with every change: an answer to what was asked before one is not kept after it. */
  get age(): number {
    return this.changes;
  }

  matches(words: string, cell: number): readonly number[] | undefined {
    return this.cells.get(cell)?.get(words);
  }

  keep(age: number, words: string, cell: number, numbers: readonly number[]): void {
    if (age !== this.changes || this.unsettled.has(cell)) return;
    const known = this.cells.get(cell) ?? new Map<string, readonly number[]>();
    this.cells.set(cell, known);
    if (known.has(words)) return; // somebody else asked the same meanwhile
    known.set(words, numbers);
    this.kept += numbers.length + LIST;
    for (const first of this.cells.keys()) {
      if (this.kept <= this.most) break;
      this.forget(first);
    }
  }

  /** The words of a listing in this cell are, or will be, others in the index. */
  change(cell: number, revision: number): void {
    this.forget(cell);
    this.unsettled.set(cell, revision);
    this.changed();
  }

  /** The index is written this far. */
  settle(revision: number): void {
    for (const [cell, awaited] of this.unsettled) {
      if (awaited > revision) continue;
      this.unsettled.delete(cell);
      this.changed();
    }
  }

  /** Another index answers, or this one was mended. */
  forgetAll(): void {
    this.cells.clear();
    this.kept = 0;
    this.changed();
  }

  private forget(cell: number): void {
    for (const numbers of this.cells.get(cell)?.values() ?? []) this.kept -= numbers.length + LIST;
    this.cells.delete(cell);
  }

  private changed(): void {
    this.changes += 1;
  }
}
