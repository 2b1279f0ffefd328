/** An index that lacks what was written longer ago than this is no good to answer from. */
const LATE_MS = 3_000;

/** How long the index has been lacking something of the projection. A second or so is its nature; more is not. */
export class IndexLag {
  /** When it holds this it has what it lacked when it was first seen to lack something. */
  private awaited = Infinity;
  private since: number | null = -Infinity;

  /** Nothing is known of it any more: it was away. It is late until it is seen to hold what there is. */
  doubt(): void {
    this.awaited = Infinity;
    this.since = -Infinity;
  }

  /**
   * @param holds the revision up to which the index is written
   * @param wanted the last one that it should hold
   */
  note(holds: number, wanted: number, now = performance.now()): void {
    if (holds >= wanted) {
      this.since = null;
    } else if (this.since === null || holds >= this.awaited) {
      this.since = now;
      this.awaited = wanted;
    } else {
      this.awaited = Math.min(this.awaited, wanted);
    }
  }

  isLate(now = performance.now()): boolean {
    return this.since !== null && now - this.since > LATE_MS;
  }
}
