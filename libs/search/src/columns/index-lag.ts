/** An index that lacks what was written longer ago than this is no good to answer from. */
export const LATE_MS = 3_000;

/** How long the index has been lacking something of the projection. A second or so is its nature; more is not. */
export class IndexLag {
  /** When it holds this it has what it lacked when it was first seen to lack something. */
  private awaited = Infinity;
  private since: number | null = -Infinity;

  /**
   * @param holds the revision up to which the index is written
   * @param wanted the last one that it should hold
   * @param answers whether Meilisearch does: what it misses while it does not is late at once, for when it is back
   */
  note(holds: number, wanted: number, answers: boolean, now = performance.now()): void {
    if (holds >= wanted) {
      this.since = null;
      return;
    }
    if (this.since === null || holds >= this.awaited) {
      this.awaited = wanted;
      this.since = now;
    }
    this.awaited = Math.min(this.awaited, wanted); // the first time it is not known
    if (answers) return;
    this.awaited = wanted;
    this.since = -Infinity;
  }

  isLate(now = performance.now()): boolean {
    return this.since !== null && now - this.since > LATE_MS;
  }
}
