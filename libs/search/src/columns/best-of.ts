/**
 * The first so many of many, in order, without putting all of them in order: a heap of those best so far, its worst on
 * top. What comes first has the lower rank, of the same rank the fewer metres, of the same metres the lower id.
 */
export class BestOf {
  private readonly seats: number[] = [];
  private readonly ranks: number[] = [];
  private readonly metres: number[] = [];

  constructor(
    private readonly count: number,
    private readonly ids: {isBefore(seat: number, other: number): boolean},
  ) {}

  offer(seat: number, rank: number, metres: number): void {
    const {seats, ranks} = this;
    if (seats.length < this.count) {
      this.set(seats.length, seat, rank, metres);
      this.rise(seats.length - 1);
    } else if (rank <= (ranks[0] as number) && this.isBefore(seat, rank, metres, 0)) {
      this.set(0, seat, rank, metres);
      this.sink();
    }
  }

  /** In order. */
  all(): {seat: number; metres: number}[] {
    const places = [...this.seats.keys()].sort((a, b) => (this.comesBefore(a, b) ? -1 : 1));
    return places.map((at) => ({seat: this.seats[at] as number, metres: this.metres[at] as number}));
  }

  private set(at: number, seat: number, rank: number, metres: number): void {
    this.seats[at] = seat;
    this.ranks[at] = rank;
    this.metres[at] = metres;
  }

  private isBefore(seat: number, rank: number, metres: number, at: number): boolean {
    if (rank !== this.ranks[at]) return rank < (this.ranks[at] as number);
    if (metres !== this.metres[at]) return metres < (this.metres[at] as number);
    return this.ids.isBefore(seat, this.seats[at] as number);
  }

  private comesBefore(a: number, b: number): boolean {
    return this.isBefore(this.seats[a] as number, this.ranks[a] as number, this.metres[a] as number, b);
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
    const {length} = this.seats;
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
    for (const column of [this.seats, this.ranks, this.metres]) {
      [column[a], column[b]] = [column[b] as number, column[a] as number];
    }
  }
}
