const FIRST = 1 << 10;
const CHUNK = 1 << 20;
const NONE = -1;

type Values = Uint8Array | Uint32Array;

/**
 * A list of small numbers for each listing, by its seat, in a few large blocks of memory: a million little objects
 * would be looked through by each collection of garbage, and take several times the room.
 */
export class Spans<T extends Values> {
  private chunks: T[] = [];
  /** In which chunk a list is, from where and how long. */
  private chunk = new Int32Array(FIRST).fill(NONE);
  private start = new Int32Array(FIRST);
  private size = new Int32Array(FIRST);
  /** Where the last chunk is free. */
  private end = 0;
  private held = 0;
  private wasted = 0;

  constructor(private readonly make: (length: number) => T) {}

  set(seat: number, values: T): void {
    while (seat >= this.chunk.length) this.reach();
    const before = this.chunk[seat] === NONE ? NONE : (this.size[seat] as number);
    this.held += values.length - Math.max(before, 0);
    if (values.length <= before) {
      this.wasted += before - values.length;
      this.size[seat] = values.length;
      this.chunks[this.chunk[seat] as number]?.set(values, this.start[seat]);
      return;
    }
    this.wasted += Math.max(before, 0);
    this.append(seat, values);
    if (this.wasted > CHUNK && this.wasted > this.held) this.compact();
  }

  remove(seat: number): void {
    if (seat >= this.chunk.length || this.chunk[seat] === NONE) return;
    this.held -= this.size[seat] as number;
    this.wasted += this.size[seat] as number;
    this.chunk[seat] = NONE;
  }

  /** Not to be kept: what it shows is another's one day. */
  of(seat: number): T | undefined {
    const chunk = seat < this.chunk.length ? (this.chunk[seat] as number) : NONE;
    if (chunk === NONE) return undefined;
    const start = this.start[seat] as number;
    return this.chunks[chunk]?.subarray(start, start + (this.size[seat] as number)) as T;
  }

  private append(seat: number, values: T): void {
    const last = this.chunks.at(-1);
    if (!last || this.end + values.length > last.length) {
      this.chunks.push(this.make(Math.max(CHUNK, values.length)));
      this.end = 0;
    }
    this.chunks.at(-1)?.set(values, this.end);
    this.chunk[seat] = this.chunks.length - 1;
    this.start[seat] = this.end;
    this.size[seat] = values.length;
    this.end += values.length;
  }

  private compact(): void {
    const [chunks, chunk] = [this.chunks, this.chunk.slice()];
    this.chunks = [];
    this.end = this.wasted = 0;
    chunk.forEach((from, seat) => {
      if (from === NONE) return;
      const start = this.start[seat] as number;
      this.append(seat, chunks[from]?.subarray(start, start + (this.size[seat] as number)) as T);
    });
  }

  private reach(): void {
    const larger = (column: Int32Array<ArrayBuffer>) => {
      const made = new Int32Array(column.length * 2).fill(NONE);
      made.set(column);
      return made;
    };
    this.chunk = larger(this.chunk);
    this.start = larger(this.start);
    this.size = larger(this.size);
  }
}
