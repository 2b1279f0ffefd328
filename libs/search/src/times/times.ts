import type {BandRule, WayOfPaying} from '@app/listings';
import type {Asking} from '../pattern/timed.js';
import type {AskedTime} from './asked-time.js';
import {countFull, readBusy, type Busy} from './busy.js';
import {Counted, UNKNOWN} from './counted.js';
import {Interned} from './interned.js';
import {readRates, type TimesRow} from './times-row.js';
import {WeeklyHours} from './weekly-hours.js';

/** When every listing is free and what it asks, in memory, by its number. Hours and rates that are alike stand once. */
export class Times {
  private readonly hours = new Interned((text) => new WeeklyHours(text));
  private readonly asking = new Interned((text) => readAsking(text));
  private readonly hoursOf: (number | undefined)[] = [];
  private readonly askingOf: (number | undefined)[] = [];
  private readonly capacities: number[] = [];
  private readonly busy: (Busy | undefined)[] = [];
  private readonly counted = new Counted();
  /** Evenings and weekends, council by council. */
  bands: ReadonlyMap<string, readonly BandRule[]> = new Map();

  put({number, capacity, hours, busy, rates, councilId, waysOfPaying}: TimesRow): void {
    const [newHours, newAsking] = [
      this.hours.take(hours),
      this.asking.take(`${councilId};${waysOfPaying.join()};${rates}`),
    ];
    this.drop(number);
    this.hoursOf[number] = newHours;
    this.askingOf[number] = newAsking;
    this.capacities[number] = capacity;
    this.busy[number] = readBusy(busy);
  }

  /** Not known any more. */
  drop(number: number): void {
    this.counted.forget(number);
    const [hours, asking] = [this.hoursOf[number], this.askingOf[number]];
    if (hours !== undefined) this.hours.release(hours);
    if (asking !== undefined) this.asking.release(asking);
    for (const column of [this.hoursOf, this.askingOf, this.busy]) column[number] = undefined;
  }

  /** Where what listings ask is alike it is the same object; undefined where it is not known. */
  askingFor(number: number): Asking | undefined {
    const asking = this.askingOf[number];
    return asking === undefined ? undefined : this.asking.of(asking);
  }

  /**
   * How many of some times each listing is free for, the whole of each. Many ask about the same times: what was said of
   * a listing is kept until something of it changes, and what hours say is worked out once for all that have the same.
   * @param times in order of their starts
   */
  counter(times: readonly AskedTime[]): (number: number) => number {
    const known = this.counted.of(keyOf(times), this.hoursOf.length);
    const open = new Map<number, Opened>();
    return (number) => {
      const before = known[number];
      if (before !== undefined && before !== UNKNOWN) return before;
      const count = this.count(times, open, number);
      known[number] = count;
      return count;
    };
  }

  private count(times: readonly AskedTime[], open: Map<number, Opened>, number: number): number {
    const hours = this.hoursOf[number];
    if (hours === undefined) return 0;
    let opened = open.get(hours);
    if (!opened) {
      const covered = times.filter((time) => this.hours.of(hours).covers(time));
      open.set(hours, (opened = covered));
    }
    const busy = this.busy[number];
    return busy ? opened.length - countFull(busy, this.capacities[number] as number, opened) : opened.length;
  }
}

/** Those of the times that are in the hours. */
type Opened = readonly AskedTime[];

const keyOf = (times: readonly AskedTime[]) => times.map(({startsAt, endsAt}) => `${startsAt} ${endsAt}`).join();

function readAsking(text: string): Asking {
  const [councilId = '', ways = '', rates = ''] = text.split(';');
  const waysOfPaying = ways === '' ? [] : (ways.split(',') as WayOfPaying[]);
  return {councilId, waysOfPaying, rates: readRates(rates)};
}
