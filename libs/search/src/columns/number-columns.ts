const FIRST = 1 << 10;

/** What is asked of every listing that may answer a question, in numbers side by side in memory. */
export class NumberColumns {
  /** The last day on which it is listed, as a number; less than any day where it is not. */
  through = new Int32Array(FIRST);
  /** Where it is, as a point of a sphere of radius 1. */
  x = new Float64Array(FIRST);
  y = new Float64Array(FIRST);
  z = new Float64Array(FIRST);
  /** How far they travel, in metres. */
  travel = new Int32Array(FIRST);
  /** Pence; Infinity where it is not known. */
  price = new Float64Array(FIRST);
  /** By the hour 0, by the visit and so on 1, not known 2: a price by the visit says nothing beside one by the hour. */
  unit = new Uint8Array(FIRST);
  cell = new Int32Array(FIRST);
  /** The place among those of its cell. */
  place = new Int32Array(FIRST);
  council = new Int32Array(FIRST);
  /** A bit for whom it shows to. */
  audience = new Uint8Array(FIRST);
  /** 1 for what is not for sale. */
  community = new Uint8Array(FIRST);
  size = 0;

  constructor() {
    this.empty(0);
  }

  /** Makes room for a listing of this seat. */
  reach(seat: number): void {
    while (seat >= this.through.length) this.double();
    this.size = Math.max(this.size, seat + 1);
  }

  private double(): void {
    const from = this.through.length;
    const larger = <T extends Int32Array | Float64Array | Uint8Array>(column: T): T => {
      const made = new (column.constructor as new (length: number) => T)(from * 2);
      made.set(column);
      return made;
    };
    this.through = larger(this.through);
    this.x = larger(this.x);
    this.y = larger(this.y);
    this.z = larger(this.z);
    this.travel = larger(this.travel);
    this.price = larger(this.price);
    this.unit = larger(this.unit);
    this.cell = larger(this.cell);
    this.place = larger(this.place);
    this.council = larger(this.council);
    this.audience = larger(this.audience);
    this.community = larger(this.community);
    this.empty(from);
  }

  private empty(from: number): void {
    this.through.fill(-1, from);
    this.cell.fill(-1, from);
  }
}
