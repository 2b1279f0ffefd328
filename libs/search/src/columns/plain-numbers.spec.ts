import {expect, it} from '@jest/globals';
import fc from 'fast-check';
import {BestOf} from './best-of.js';
import {Everywhere} from './everywhere.js';
import {Ids} from './ids.js';
import {Spans} from './spans.js';

it('the best of many are the same as after putting all in order', () => {
  const few = fc.constantFrom(0, 1, 2, Infinity);
  fc.assert(
    fc.property(fc.array(fc.tuple(few, fc.nat(3))), fc.nat(20), (items, count) => {
      const ids = items.map((_, seat) => `id ${(seat * 7919) % 1_000}`);
      const best = new BestOf(count, {isBefore: (one, other) => (ids[one] as string) < (ids[other] as string)});
      items.forEach(([rank, metres], seat) => best.offer(seat, rank, metres));
      const ordered = items
        .map(([rank, metres], seat) => ({rank, metres, seat}))
        .sort((a, b) =>
          a.rank !== b.rank
            ? a.rank - b.rank
            : a.metres - b.metres || ((ids[a.seat] as string) < (ids[b.seat] as string) ? -1 : 1),
        );
      expect(best.all()).toEqual(ordered.slice(0, count).map(({seat, metres}) => ({seat, metres})));
    }),
  );
});

it('lists keep what was put last, however often they grow, shrink and go', () => {
  const step = fc.tuple(fc.nat(3_000), fc.option(fc.tuple(fc.nat(700), fc.nat(255))));
  fc.assert(
    fc.property(fc.array(step, {minLength: 500, maxLength: 5_000}), (steps) => {
      const spans = new Spans<Uint8Array>((length) => new Uint8Array(length));
      const kept = new Map<number, Uint8Array>();
      for (const [seat, put] of steps) {
        if (put) kept.set(seat, new Uint8Array(put[0]).fill(put[1]));
        else kept.delete(seat);
        if (put) spans.set(seat, kept.get(seat) as Uint8Array);
        else spans.remove(seat);
      }
      for (let seat = 0; seat <= 3_000; seat += 1) expect(spans.of(seat)).toEqual(kept.get(seat));
    }),
    {numRuns: 10},
  );
});

it('ids are told as they came, and stand in the order of their texts', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), {minLength: 2, maxLength: 50}), (all) => {
      const ids = new Ids();
      all.forEach((id, seat) => ids.set(seat * 97, id));
      all.forEach((id, seat) => expect(ids.of(seat * 97)).toBe(id));
      all.forEach((id, seat) => expect(ids.isBefore(seat * 97, 0)).toBe(id < (all[0] as string)));
    }),
  );
});

it('whom words match everywhere is told cell by cell as it came', () => {
  const list = fc.tuple(fc.uniqueArray(fc.nat(5_000), {maxLength: 20}), fc.nat(20));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(300), list), {maxLength: 60}), (given) => {
      const found = new Map(
        given.map(([cell, [seats, typed]]) => [
          cell,
          {seats, from: 0, to: seats.length, typed: Math.min(typed, seats.length)},
        ]),
      );
      const everywhere = new Everywhere(7, found);
      for (let cell = 0; cell <= 300; cell += 1) {
        const {seats, from, to, typed} = everywhere.in(cell);
        const expected = found.get(cell) ?? {seats: [], typed: 0};
        expect({seats: Array.from(seats).slice(from, to), typed}).toEqual({
          seats: expected.seats,
          typed: expected.typed,
        });
      }
    }),
  );
});
