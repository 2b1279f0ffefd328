const FIRST = 1 << 10;
const HEX = 16;
/** Where each part of eight digits stands in an id without its hyphens. */
const PARTS = [0, 8, 16, 24] as const;

/** The ids of listings, by their seats: a uuid is four numbers of 32 bits, in the order that its text has. */
export class Ids {
  private parts = new Uint32Array(FIRST * 4);

  set(seat: number, id: string): void {
    while (seat * 4 >= this.parts.length) {
      const larger = new Uint32Array(this.parts.length * 2);
      larger.set(this.parts);
      this.parts = larger;
    }
    const digits = id.replaceAll('-', '');
    PARTS.forEach((from, at) => (this.parts[seat * 4 + at] = parseInt(digits.slice(from, from + 8), HEX)));
  }

  of(seat: number): string {
    const digits = PARTS.map((_, at) => (this.parts[seat * 4 + at] as number).toString(HEX).padStart(8, '0')).join('');
    return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
      '-',
    );
  }

  /** Whether one comes before another. */
  isBefore(seat: number, other: number): boolean {
    for (let at = 0; at < 4; at += 1) {
      const [own, theirs] = [this.parts[seat * 4 + at] as number, this.parts[other * 4 + at] as number];
      if (own !== theirs) return own < theirs;
    }
    return false;
  }
}
