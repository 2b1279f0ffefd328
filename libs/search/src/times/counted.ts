/** Nobody is asked about so many times at once. */
export const UNKNOWN = 255;

/** So many questions are remembered. */
const MOST = 24;

/** Of how many times that were asked about each listing was free, by its seat, question by question. */
export class Counted {
  /** Those asked last at the end. */
  private readonly questions = new Map<string, Uint8Array>();

  /** @returns what is known, to be added to; it holds listings below `size` */
  of(question: string, size: number): Uint8Array {
    const known = this.questions.get(question);
    this.questions.delete(question);
    const counts = known && known.length >= size ? known : new Uint8Array(size).fill(UNKNOWN);
    this.questions.set(question, counts);
    for (const first of this.questions.keys()) {
      if (this.questions.size <= MOST) break;
      this.questions.delete(first);
    }
    return counts;
  }

  /** Something of this listing is another now. */
  forget(seat: number): void {
    for (const counts of this.questions.values()) counts[seat] = UNKNOWN;
  }
}
