import type {BandRule, WayOfPaying} from '@app/listings';
import type {Asking} from '../pattern/timed.js';
import type {AskedTime} from './asked-time.js';
import {countFull, readBusy, type Busy} from './busy.js';
import {Spans} from '../columns/spans.js';
import {Counted, UNKNOWN} from './counted.js';
import {Interned} from './interned.js';
import {readRates, type TimesRow} from './times-row.js';
import {WeeklyHours} from './weekly-hours.js';

const FIRST = 1 << 10;
const UNKNOWN_YET = -1;

/** When every listing is free and what it asks, in memory, by its seat. Hours and rates that are alike stand once. */
export class Times {
  private readonly hours = new Interned((text) => new WeeklyHours(text));
  private readonly asking = new Interned((text) => readAsking(text));
  private size = 0;
  private hoursOf = new Int32Array(FIRST).fill(UNKNOWN_YET);
  private askingOf = new Int32Array(FIRST).fill(UNKNOWN_YET);
  private capacities = new Int32Array(FIRST);
  private readonly busy = new Spans<Busy>((length) => new Uint32Array(length));
  private readonly counted = new Counted();
  /** Evenings and weekends, council by council. */
  bands: ReadonlyMap<string, readonly BandRule[]> = new Map();

  put(seat: number, {capacity, hours, busy, rates, councilId, waysOfPaying}: TimesRow): void {
    const [newHours, newAsking] = [
      this.hours.take(hours),
      this.asking.take(`${councilId};${waysOfPaying.join()};${rates}`),
    ];
    this.reach(seat);
    this.drop(seat);
    this.hoursOf[seat] = newHours;
    this.askingOf[seat] = newAsking;
    this.capacities[seat] = capacity;
    if (busy !== null) this.busy.set(seat, readBusy(busy));
  }

  /** Not known any more. */
  drop(seat: number): void {
    this.counted.forget(seat);
    if (seat >= this.size) return;
    const [hours, asking] = [this.hoursOf[seat] as number, this.askingOf[seat] as number];
    if (hours !== UNKNOWN_YET) this.hours.release(hours);
    if (asking !== UNKNOWN_YET) this.asking.release(asking);
    this.hoursOf[seat] = this.askingOf[seat] = UNKNOWN_YET;
    this.busy.remove(seat);
  }

  /** Where what listings ask is alike it is the same object; undefined where it is not known. */
  askingFor(seat: number): Asking | undefined {
    const asking = seat < this.size ? (this.askingOf[seat] as number) : UNKNOWN_YET;
    return asking === UNKNOWN_YET ? undefined : this.asking.of(asking);
  }

  /**
   * How many of some times each listing is free for, the whole of each. Many ask about the same times: what was said of
   * a listing is kept until something of it changes, and what hours say is worked out once for all that have the same.
   * @param times in order of their starts
   */
  counter(times: readonly AskedTime[]): (seat: number) => number {
    const known = this.counted.of(keyOf(times), this.size);
    const open = new Map<number, Opened>();
    return (seat) => {
      const before = known[seat];
      if (before !== undefined && before !== UNKNOWN) return before;
      const count = this.count(times, open, seat);
      known[seat] = count;
      return count;
    };
  }

  /** Makes room for a listing of this seat. */
  private reach(seat: number): void {
    this.size = Math.max(this.size, seat + 1);
    while (seat >= this.hoursOf.length) {
      this.hoursOf = twice(this.hoursOf, UNKNOWN_YET);
      this.askingOf = twice(this.askingOf, UNKNOWN_YET);
      this.capacities = twice(this.capacities, 0);
    }
  }

  private count(times: readonly AskedTime[], open: Map<number, Opened>, seat: number): number {
    const hours = seat < this.size ? (this.hoursOf[seat] as number) : UNKNOWN_YET;
    if (hours === UNKNOWN_YET) return 0;
    let opened = open.get(hours);
    if (!opened) {
      const covered = times.filter((time) => this.hours.of(hours).covers(time));
      open.set(hours, (opened = covered));
    }
    const busy = this.busy.of(seat);
    return busy ? opened.length - countFull(busy, this.capacities[seat] as number, opened) : opened.length;
  }
}

function twice(column: Int32Array<ArrayBuffer>, fill: number): Int32Array<ArrayBuffer> {
  const made = new Int32Array(column.length * 2).fill(fill);
  made.set(column);
  return made;
}

/** Those of the times that are in the hours. */
type Opened = readonly AskedTime[];

const keyOf = (times: readonly AskedTime[]) => times.map(({startsAt, endsAt}) => `${startsAt} ${endsAt}`).join();

function readAsking(text: string): Asking {
  const [councilId = '', ways = '', rates = ''] = text.split(';');
  const waysOfPaying = ways === '' ? [] : (ways.split(',') as WayOfPaying[]);
  return {councilId, waysOfPaying, rates: readRates(rates)};
}
