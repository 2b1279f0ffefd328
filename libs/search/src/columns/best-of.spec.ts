import {expect, it} from '@jest/globals';
import fc from 'fast-check';
import {BestOf} from './best-of.js';

it('gives the same as putting all in order and taking the first', () => {
  const few = fc.constantFrom(0, 1, 2, Infinity);
  fc.assert(
    fc.property(fc.array(fc.tuple(few, fc.nat(3))), fc.nat(20), (items, count) => {
      const ids = items.map((_, number) => `id ${(number * 7919) % 1_000}`);
      const best = new BestOf(count, ids);
      items.forEach(([rank, metres], number) => best.offer(number, rank, metres));
      const ordered = items
        .map(([rank, metres], number) => ({rank, metres, number}))
        .sort((a, b) =>
          a.rank !== b.rank
            ? a.rank - b.rank
            : a.metres - b.metres || ((ids[a.number] as string) < (ids[b.number] as string) ? -1 : 1),
        );
      expect(best.all()).toEqual(ordered.slice(0, count).map(({number, metres}) => ({number, metres})));
    }),
  );
});
