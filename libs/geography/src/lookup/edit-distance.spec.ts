import {expect, it} from '@jest/globals';
import fc from 'fast-check';
import {editDistance} from './edit-distance.js';

it.each([
  ['nottingham', 'nottingham', 0],
  ['nottingam', 'nottingham', 1],
  ['nottinghham', 'nottingham', 1],
  ['mottingham', 'nottingham', 1],
  ['retfrod', 'retford', 1],
  ['', 'hove', 4],
  ['leeds', 'luton', 4],
])('from %j to %j it takes %d', (one, other, slips) => {
  expect(editDistance(one, other)).toBe(slips);
});

it('is the same both ways, nought only for equals, and never more than the longer word', () => {
  fc.assert(
    fc.property(fc.string({maxLength: 12}), fc.string({maxLength: 12}), (one, other) => {
      const distance = editDistance(one, other);
      expect(distance).toBe(editDistance(other, one));
      expect(distance === 0).toBe(one === other);
      expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
    }),
  );
});
