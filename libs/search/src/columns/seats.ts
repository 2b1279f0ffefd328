const FIRST = 1 << 10;
const NONE = -1;

/**
 * Where each listing stands in memory, by its number, in the order in which they were first seen. Where those of one
 * place were seen together, a search finds them side by side: in a register of a country it waits for memory a tenth
 * as often.
 */
export class Seats {
  private seats = new Int32Array(FIRST).fill(NONE);
  private taken = 0;

  take(number: number): number {
    while (number >= this.seats.length) {
      const larger = new Int32Array(this.seats.length * 2).fill(NONE);
      larger.set(this.seats);
      this.seats = larger;
    }
    if (this.seats[number] === NONE) this.seats[number] = this.taken++;
    return this.seats[number] as number;
  }

  /** Those of some listings; who is not known here yet has none. */
  of(numbers: readonly number[]): number[] {
    const seats: number[] = [];
    for (const number of numbers) {
      const seat = this.seats[number] ?? NONE;
      if (seat !== NONE) seats.push(seat);
    }
    return seats;
  }
}
