interface Waiting {
  go: () => void;
  giveUp: (error: unknown) => void;
}

/**
 * Lets so many of some works go on at a time: more would wait for each other inside the engine, and be given up as late
 * though nothing is wrong with it. Where one fails, those who wait behind it fail with it and need not find out one by one.
 */
export class FewAtOnce {
  private running = 0;
  private waiting: Waiting[] = [];

  constructor(private readonly most: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.most) this.running += 1;
    else await new Promise<void>((go, giveUp) => this.waiting.push({go, giveUp}));
    try {
      return await work();
    } catch (error) {
      for (const {giveUp} of this.waiting.splice(0)) giveUp(error);
      throw error;
    } finally {
      const next = this.waiting.shift();
      if (next) next.go();
      else this.running -= 1;
    }
  }
}
