import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {DomainError} from './domain-error.js';
import {formatPounds, MAX_PENCE, parsePounds, prorate, roundFraction, split} from './money.js';

const amount = fc.integer({min: -MAX_PENCE, max: MAX_PENCE});
const weights = fc
  .array(fc.nat(10_000), {minLength: 1, maxLength: 12})
  .filter((list) => list.some((weight) => weight > 0));

describe('money', () => {
  it('splits any amount by any weights without losing a penny', () => {
    fc.assert(
      fc.property(amount, weights, (pence, list) => {
        const parts = split(pence, list);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(pence);
        expect(parts).toHaveLength(list.length);
      }),
    );
  });

  it('gives each part its exact share to within a penny, and nothing to a weight of nought', () => {
    fc.assert(
      fc.property(amount, weights, (pence, list) => {
        const total = list.reduce((sum, weight) => sum + weight, 0);
        split(pence, list).forEach((part, index) => {
          const exact = (pence * (list[index] ?? 0)) / total;
          expect(Math.abs(part - exact)).toBeLessThan(1 + Math.abs(exact) * 1e-12);
          if (list[index] === 0) expect(Math.abs(part)).toBe(0);
        });
      }),
    );
  });

  it('gives pence that are left over to the largest remainders, earlier first', () => {
    expect(split(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(split(101, [5_000, 5_000])).toEqual([51, 50]);
    expect(split(-101, [5_000, 5_000])).toEqual([-51, -50]);
    expect(split(10, [9_999, 1])).toEqual([10, 0]);
  });

  it('refuses weights that cannot share anything out', () => {
    expect(() => split(100, [])).toThrow(RangeError);
    expect(() => split(100, [0, 0])).toThrow(RangeError);
    expect(() => split(100, [2, -1])).toThrow(RangeError);
  });

  it('rounds half up, the same way on both sides of nought', () => {
    expect([roundFraction(5n, 2n), roundFraction(-5n, 2n), roundFraction(7n, 3n)]).toEqual([3, -3, 2]);
    fc.assert(
      fc.property(amount, fc.integer({min: 1, max: 100_000}), (numerator, denominator) => {
        const rounded = roundFraction(BigInt(numerator), BigInt(denominator));
        expect(rounded).toBe(-roundFraction(BigInt(-numerator), BigInt(denominator)) + 0);
        expect(Math.abs(rounded - numerator / denominator)).toBeLessThanOrEqual(0.5 + 1e-4);
      }),
    );
  });

  it('prorates a whole to itself and nothing to nothing', () => {
    fc.assert(
      fc.property(amount, fc.integer({min: 1, max: 366}), (pence, whole) => {
        expect(prorate(pence, whole, whole)).toBe(pence);
        expect(prorate(pence, 0, whole)).toBe(0);
      }),
    );
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.nat(MAX_PENCE - 1), (pence) => {
        expect(parsePounds(formatPounds(pence), 'rate')).toBe(pence);
      }),
    );
    expect(formatPounds(-123_456)).toBe('−£1,234.56');
  });

  it.each(['', 'abc', '-1', '1e309', 'NaN', '12.345', '1,00', '1,2345', '0x10', '£', '9999999999999'])(
    'refuses %j, naming the field',
    (text) => {
      expect(() => parsePounds(text, 'rate')).toThrow(DomainError);
    },
  );

  it('reads what people type', () => {
    expect(['14', '14.5', '£14.50', ' 1,234.56 '].map((text) => parsePounds(text, 'rate'))).toEqual([
      1400, 1450, 1450, 123_456,
    ]);
  });
});
