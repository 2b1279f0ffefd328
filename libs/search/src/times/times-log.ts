/** What the database says of changes: those that are not known here yet, and from where to ask on. */
export interface LogRead {
  /** The oldest transaction that was open. */
  horizon: number;
  changes: [id: number, changedIn: number, subjectId: string | null][] | null;
}

/** Changes are kept for twice as long: whoever has not asked for this long begins anew. */
export const LONGEST_PAUSE_MS = 5 * 60_000;

/** So many are read at a time. */
export const MOST_CHANGES = 2_000;

/**
 * Which changes of times and rates this process has seen. Transactions end in any order, so it asks again from the
 * oldest that was open when it last asked, less what it has seen of those since.
 */
export class TimesLog {
  private horizon: number | null = null;
  private readonly seen = new Map<number, number>();
  private readonly waiting = new Set<string | null>();
  private count = 0;
  private toldAt = 0;

  /** Whether it has been told of every change since it began. */
  get follows(): boolean {
    return this.horizon !== null;
  }

  /** What to ask with: from where, and what not. Of a log that has not begun nothing is asked. */
  get asked(): [horizon: number | null, seen: readonly number[]] {
    return [this.horizon, [...this.seen.keys()]];
  }

  /** Goes up with every change noted. */
  get noted(): number {
    return this.count;
  }

  /** Everything is read anew after this. */
  begin(horizon: number): void {
    this.horizon = horizon;
    this.seen.clear();
    this.waiting.clear();
    this.toldAt = Date.now();
  }

  /** Takes in what an answer to `asked` says. @returns whether there may be more */
  note({horizon, changes}: LogRead): boolean {
    if (Date.now() - this.toldAt > LONGEST_PAUSE_MS) this.horizon = null;
    this.toldAt = Date.now();
    if (this.horizon === null) return false;
    for (const [id, changedIn, subject] of changes ?? []) {
      if (this.seen.has(id)) continue;
      this.seen.set(id, changedIn);
      this.waiting.add(subject);
      this.count += 1;
    }
    if (changes && changes.length >= MOST_CHANGES) return true;
    if (horizon > this.horizon) this.moveTo(horizon);
    return false;
  }

  /** What is to be read anew. */
  take(): (string | null)[] {
    const subjects = [...this.waiting];
    this.waiting.clear();
    return subjects;
  }

  /** It could not be read: it is still to be. */
  putBack(subjects: readonly (string | null)[]): void {
    for (const subject of subjects) this.waiting.add(subject);
  }

  private moveTo(horizon: number): void {
    this.horizon = horizon;
    for (const [id, changedIn] of this.seen) if (changedIn < horizon) this.seen.delete(id);
  }
}
