import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {SMALLEST_SHOWN, suppress, type Shown} from './suppress.js';

/** Whatever four counts of at most twelve can add up to. */
const SUMS = Array.from({length: 49}, (_, sum) => sum);

/** Everything that each count can be, from what is shown alone. */
function possible(shown: readonly Shown[], total: Shown): Set<number>[] {
  const least = (each: Shown) => (each === 'small' ? 1 : each === 'hidden' ? SMALLEST_SHOWN : each);
  const most = (each: Shown, sum: number) =>
    each === 'small' ? SMALLEST_SHOWN - 1 : each === 'hidden' ? Math.max(sum, SMALLEST_SHOWN) : each;
  const sums = typeof total === 'number' ? [total] : total === 'small' ? [1, 2, 3, 4] : SUMS;
  const found = shown.map(() => new Set<number>());
  const fill = (index: number, left: number, sum: number, chosen: number[]): void => {
    if (index === shown.length) {
      if (left === 0) chosen.forEach((each, at) => found[at]?.add(each));
      return;
    }
    const each = shown[index] ?? 0;
    for (let value = least(each); value <= Math.min(most(each, sum), left); value += 1) {
      fill(index + 1, left - value, sum, [...chosen, value]);
    }
  };
  for (const sum of sums) fill(0, sum, sum, []);
  return found;
}

describe('small numbers', () => {
  it('are not shown, and what is shown does not give them away', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 12}), {minLength: 1, maxLength: 4}), (counts) => {
        const {shown, total} = suppress(counts);
        counts.forEach((count, index) => {
          if (count >= 1 && count < SMALLEST_SHOWN) expect(shown[index]).toBe('small');
        });
        const can = possible(shown, total);
        counts.forEach((count, index) => {
          if (count >= 1 && count < SMALLEST_SHOWN) expect(can[index]?.size).toBeGreaterThan(1);
        });
      }),
      {numRuns: 500, examples: [[[5, 5, 1]]]},
    );
  });

  it('leave the total out where no other count can cover a single small one', () => {
    expect(suppress([5, 5, 1])).toEqual({shown: [5, 5, 'small'], total: 'hidden'});
  });

  it('hide as little else as they can', () => {
    expect(suppress([12, 30, 0])).toEqual({shown: [12, 30, 0], total: 42});
    expect(suppress([2, 12, 30])).toEqual({shown: ['small', 'hidden', 30], total: 44});
    expect(suppress([2, 3, 30])).toEqual({shown: ['small', 'small', 30], total: 35});
    expect(suppress([1, 1, 30])).toEqual({shown: ['small', 'small', 'hidden'], total: 32});
    expect(suppress([3, 0])).toEqual({shown: ['small', 0], total: 'small'});
    expect(suppress([4, 4])).toEqual({shown: ['small', 'small'], total: 'hidden'});
  });
});
