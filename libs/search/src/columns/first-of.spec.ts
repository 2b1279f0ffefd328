import {expect, it} from '@jest/globals';
import fc from 'fast-check';
import {firstOf} from './first-of.js';

it('gives the same as putting all in order and taking the first', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.nat(20), (items, count) => {
      const ordered = [...items].sort((a, b) => a - b);
      const at = (place: number) => items[place] as number;
      expect(firstOf(count, items.length, (a, b) => at(a) < at(b)).map(at)).toEqual(ordered.slice(0, count));
    }),
  );
});
