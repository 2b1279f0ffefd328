import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {basisPoints, sharesOf, sharesWithAbsence} from './shares.js';

const members = fc.array(fc.record({weight: fc.integer({min: 1, max: 10_000}), absent: fc.boolean()}), {
  minLength: 1,
  maxLength: 10,
});
const price = fc.integer({min: 0, max: 10_000_000});
const sum = (all: readonly number[]) => all.reduce((so, each) => so + each, 0);

describe('shares', () => {
  it('add up to the penny, and none is a penny or more from what is exact', () => {
    fc.assert(
      fc.property(
        price,
        members,
        fc.constantFrom('absent_pays' as const, 'others_share' as const),
        (pence, some, rule) => {
          const named = some.map((each, index) => ({...each, lineId: String(index)}));
          const paid = sharesWithAbsence(pence, named, rule);
          expect(sum(paid)).toBe(pence);
          const pays = named.map(({weight, absent}) => (rule === 'others_share' && absent ? 0 : weight));
          const weights = sum(pays) > 0 ? pays : named.map(({weight}) => weight);
          for (const [index, share] of paid.entries()) {
            expect(Math.abs(share - (pence * (weights[index] ?? 0)) / sum(weights))).toBeLessThan(1);
          }
          expect(sum(sharesOf(pence, named))).toBe(pence);
          expect(sum(basisPoints(named))).toBe(10_000);
          expect(basisPoints(named).every((share) => share >= 1)).toBe(true);
        },
      ),
      {numRuns: 300},
    );
  });

  it('of three equal people give the odd penny to the first, and keep basis points that make a whole', () => {
    const three = ['a', 'b', 'c'].map((lineId) => ({lineId, weight: 1}));
    expect(sharesOf(1_000, three)).toEqual([334, 333, 333]);
    expect(
      basisPoints([
        {lineId: 'a', weight: 2_500},
        {lineId: 'b', weight: 7_500},
      ]),
    ).toEqual([2_500, 7_500]);
  });
});
