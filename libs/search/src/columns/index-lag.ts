/** An index that lacks what was written longer ago than this is no good to answer from. */
const LATE_MS = 3_000;

/** How long the index has been lacking something of the projection. A second or so is its nature; more is not. */
export class IndexLag {
  /** When it holds this it has what it lacked when it was first seen to lack something. */
  private awaited = Infinity;
  private since: number | null = -Infinity;
  /** One that was late: since when it follows again, and when it was last seen to. */
  private following = 0;
  private followed = -Infinity;

  /** Nothing is known of it any more: it was away. It is late until it is seen to hold what there is. */
  doubt(): void {
    this.awaited = Infinity;
    this.since = this.followed = -Infinity;
  }

  /**
   * @param holds the revision up to which the index is written
   * @param wanted the last one that it should hold
   */
  note(holds: number, wanted: number, now = performance.now()): void {
    if (holds >= wanted) {
      this.since = null;
    } else if (this.since === null) {
      this.lacks(wanted, now);
    } else if (holds < this.awaited) {
      this.awaited = Math.min(this.awaited, wanted);
    } else if (!this.isLate(now) || this.followsAgain(now)) {
      this.lacks(wanted, now);
    } else {
      this.awaited = wanted;
    }
  }

  isLate(now = performance.now()): boolean {
    return this.since !== null && now - this.since > LATE_MS;
  }

  private lacks(wanted: number, now: number): void {
    this.since = now;
    this.awaited = wanted;
  }

  /**
   * While it was late others showed what is newer, and nobody should see that go: it has all of it, or, where changes
   * never cease, has followed for a while.
   */
  private followsAgain(now: number): boolean {
    if (now - this.followed > LATE_MS) this.following = now;
    this.followed = now;
    return now - this.following > LATE_MS;
  }
}
