import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {merge, minutes, overlaps, subtract, type TimeRange} from './time-range.js';

const range = fc.tuple(fc.nat(90), fc.integer({min: 1, max: 40})).map(([start, length]): TimeRange => ({
  startsAt: new Date(start * 60_000),
  endsAt: new Date((start + length) * 60_000),
}));
const ranges = fc.array(range, {maxLength: 12});
const covers = (list: readonly TimeRange[], minute: number) =>
  list.some((each) => overlaps(each, {startsAt: new Date(minute * 60_000), endsAt: new Date((minute + 1) * 60_000)}));
const everyMinute = Array.from({length: 130}, (_, minute) => minute);

describe('time ranges', () => {
  it('merge to the same minutes, in order, apart from each other', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const merged = merge(list);
        expect(everyMinute.filter((minute) => covers(merged, minute) !== covers(list, minute))).toEqual([]);
        merged
          .slice(1)
          .forEach((each, index) => expect(each.startsAt > (merged[index]?.endsAt ?? each.startsAt)).toBe(true));
      }),
    );
  });

  it('subtract minute by minute', () => {
    fc.assert(
      fc.property(ranges, ranges, (from, taken) => {
        const left = subtract(from, taken);
        for (const minute of everyMinute)
          expect(covers(left, minute)).toBe(covers(from, minute) && !covers(taken, minute));
        expect(left.every((each) => minutes(each) > 0)).toBe(true);
      }),
    );
  });
});
