import type {BandRule, WayOfPaying} from '@app/listings';
import type {Asking} from '../pattern/timed.js';
import type {AskedTime} from './asked-time.js';
import {isFull, readBusy, type Busy} from './busy.js';
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

  /** How many of some times each listing is free for, the whole of each. What hours say of them is worked out once for all that have the same. */
  counter(times: readonly AskedTime[]): (number: number) => number {
    const open = new Map<number, {covered: readonly boolean[]; count: number}>();
    const opened = (hours: number) => {
      const known = open.get(hours);
      if (known) return known;
      const covered = times.map((time) => this.hours.of(hours).covers(time));
      const made = {covered, count: covered.filter(Boolean).length};
      open.set(hours, made);
      return made;
    };
    return (number) => {
      const hours = this.hoursOf[number];
      if (hours === undefined) return 0;
      const {covered, count} = opened(hours);
      const busy = this.busy[number];
      if (!busy || count === 0) return count;
      const capacity = this.capacities[number] as number;
      let full = 0;
      covered.forEach((is, index) => {
        if (is && isFull(busy, capacity, times[index] as AskedTime)) full += 1;
      });
      return count - full;
    };
  }
}

function readAsking(text: string): Asking {
  const [councilId = '', ways = '', rates = ''] = text.split(';');
  const waysOfPaying = ways === '' ? [] : (ways.split(',') as WayOfPaying[]);
  return {councilId, waysOfPaying, rates: readRates(rates)};
}
