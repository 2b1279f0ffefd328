import {expect, it} from '@jest/globals';
import fc from 'fast-check';
import {BestOf} from './best-of.js';
import {Ids} from './ids.js';
import {Spans} from './spans.js';

it('the best of many are the same as after putting all in order', () => {
  const few = fc.constantFrom(0, 1, 2, Infinity);
  fc.assert(
    fc.property(fc.array(fc.tuple(few, fc.nat(3))), fc.nat(20), (items, count) => {
      const ids = items.map((_, number) => `id ${(number * 7919) % 1_000}`);
      const best = new BestOf(count, {isBefore: (one, other) => (ids[one] as string) < (ids[other] as string)});
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

it('lists keep what was put last, however often they grow, shrink and go', () => {
  const step = fc.tuple(fc.nat(3_000), fc.option(fc.tuple(fc.nat(700), fc.nat(255))));
  fc.assert(
    fc.property(fc.array(step, {minLength: 500, maxLength: 5_000}), (steps) => {
      const spans = new Spans<Uint8Array>((length) => new Uint8Array(length));
      const kept = new Map<number, Uint8Array>();
      for (const [number, put] of steps) {
        if (put) kept.set(number, new Uint8Array(put[0]).fill(put[1]));
        else kept.delete(number);
        if (put) spans.set(number, kept.get(number) as Uint8Array);
        else spans.remove(number);
      }
      for (let number = 0; number <= 3_000; number += 1) expect(spans.of(number)).toEqual(kept.get(number));
    }),
    {numRuns: 10},
  );
});

it('ids are told as they came, and stand in the order of their texts', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), {minLength: 2, maxLength: 50}), (all) => {
      const ids = new Ids();
      all.forEach((id, number) => ids.set(number * 97, id));
      all.forEach((id, number) => expect(ids.of(number * 97)).toBe(id));
      all.forEach((id, number) => expect(ids.isBefore(number * 97, 0)).toBe(id < (all[0] as string)));
    }),
  );
});
