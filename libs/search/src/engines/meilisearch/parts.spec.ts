import {expect, it} from '@jest/globals';
import fc from 'fast-check';
import {inParts} from './parts.js';

const cells = fc.uniqueArray(fc.tuple(fc.nat(40_000), fc.integer({min: 1, max: 5_000})), {
  minLength: 1,
  maxLength: 60,
  selector: ([cell]) => cell,
});

it('each cell is asked about once, and few enough at a time where that is sooner', () => {
  fc.assert(
    fc.property(cells, fc.integer({min: 1, max: 30}), (given, times) => {
      const counts = new Map(given);
      const countIn = (cell: number) => counts.get(cell) ?? 0;
      const countOf = (part: readonly number[]) => part.reduce((sum, cell) => sum + countIn(cell), 0);
      const asked = [...counts.keys()];
      const count = countOf(asked);
      const parts = inParts(asked, {countIn, size: count * times});
      expect(parts.flat().sort((a, b) => a - b)).toEqual(asked.sort((a, b) => a - b));
      const large = parts.filter((part) => countOf(part) > 3_000);
      if (times >= 10) expect(large.flat().every((cell) => countIn(cell) > 3_000)).toBe(true);
      if (times < 10 || count <= 3_000) expect(parts).toHaveLength(1);
      expect(parts.length).toBeLessThanOrEqual(2 + Math.ceil(count / 1_500));
    }),
  );
});
