/** What many listings have alike stands in memory once, under a small number, for as long as any of them has it. */
export class Interned<T> {
  private readonly numbers = new Map<string, number>();
  private readonly kept: ({key: string; value: T; users: number} | undefined)[] = [];
  private readonly free: number[] = [];

  constructor(private readonly read: (key: string) => T) {}

  /** Counts one more user. */
  take(key: string): number {
    const known = this.numbers.get(key);
    const number = known ?? this.free.pop() ?? this.kept.length;
    const entry = this.kept[number];
    if (known !== undefined && entry) {
      entry.users += 1;
      return number;
    }
    this.numbers.set(key, number);
    this.kept[number] = {key, value: this.read(key), users: 1};
    return number;
  }

  /** One user less; the last takes it away. */
  release(number: number): void {
    const entry = this.kept[number];
    if (!entry) return;
    entry.users -= 1;
    if (entry.users > 0) return;
    this.numbers.delete(entry.key);
    this.kept[number] = undefined;
    this.free.push(number);
  }

  of(number: number): T {
    return (this.kept[number] as {value: T}).value;
  }
}
