/**
 * The first so many of many, in order, without putting all of them in order: a heap of those best so far, its worst on
 * top. What comes first has the lower rank, of the same rank the fewer metres, of the same metres the lower id.
 */
export class BestOf {
  private readonly numbers: number[] = [];
  private readonly ranks: number[] = [];
  private readonly metres: number[] = [];

  constructor(
    private readonly count: number,
    private readonly ids: {isBefore(number: number, other: number): boolean},
  ) {}

  offer(number: number, rank: number, metres: number): void {
    const {numbers, ranks} = this;
    if (numbers.length < this.count) {
      this.set(numbers.length, number, rank, metres);
      this.rise(numbers.length - 1);
    } else if (rank <= (ranks[0] as number) && this.isBefore(number, rank, metres, 0)) {
      this.set(0, number, rank, metres);
      this.sink();
    }
  }

  /** In order. */
  all(): {number: number; metres: number}[] {
    const places = [...this.numbers.keys()].sort((a, b) => (this.comesBefore(a, b) ? -1 : 1));
    return places.map((at) => ({number: this.numbers[at] as number, metres: this.metres[at] as number}));
  }

  private set(at: number, number: number, rank: number, metres: number): void {
    this.numbers[at] = number;
    this.ranks[at] = rank;
    this.metres[at] = metres;
  }

  private isBefore(number: number, rank: number, metres: number, at: number): boolean {
    if (rank !== this.ranks[at]) return rank < (this.ranks[at] as number);
    if (metres !== this.metres[at]) return metres < (this.metres[at] as number);
    return this.ids.isBefore(number, this.numbers[at] as number);
  }

  private comesBefore(a: number, b: number): boolean {
    return this.isBefore(this.numbers[a] as number, this.ranks[a] as number, this.metres[a] as number, b);
  }

  private rise(from: number): void {
    for (let at = from; at > 0;) {
      const above = (at - 1) >> 1;
      if (!this.comesBefore(above, at)) return;
      this.swap(at, above);
      at = above;
    }
  }

  private sink(): void {
    const {length} = this.numbers;
    for (let at = 0; ;) {
      let worst = at;
      for (let below = 2 * at + 1; below <= 2 * at + 2; below += 1) {
        if (below < length && this.comesBefore(worst, below)) worst = below;
      }
      if (worst === at) return;
      this.swap(at, worst);
      at = worst;
    }
  }

  private swap(a: number, b: number): void {
    for (const column of [this.numbers, this.ranks, this.metres]) {
      [column[a], column[b]] = [column[b] as number, column[a] as number];
    }
  }
}
