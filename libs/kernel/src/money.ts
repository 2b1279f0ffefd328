import {invalid} from './domain-error.js';

/**
 * Money is a whole number of pence, always. There is one rounding rule (half up, away from nought for
 * negative sums) and one way of splitting (largest remainder), so that no penny is made or lost.
 */
export type Pence = number;

/** £1,000 million: far above any budget, far below where numbers stop being exact. */
export const MAX_PENCE: Pence = 100_000_000_000;

/** Basis points that make a whole. */
export const WHOLE_BP = 10_000;

export function isPence(value: unknown): value is Pence {
  return typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= MAX_PENCE;
}

/**
 * The exact fraction `numerator / denominator`, rounded half up to a whole number.
 * Both are whole; exact beyond 2^53 because the division is done in big integers.
 */
export function roundFraction(numerator: bigint, denominator: bigint): number {
  if (denominator <= 0n) throw new RangeError('a denominator is above nought');
  const sign = numerator < 0n ? -1n : 1n;
  const magnitude = numerator * sign;
  return Number(sign * ((2n * magnitude + denominator) / (2n * denominator)));
}

/** `amount × part ÷ whole`, rounded once: a day's part of a week, minutes of an hourly rate. */
export function prorate(amount: Pence, part: number, whole: number): Pence {
  return roundFraction(BigInt(amount) * BigInt(part), BigInt(whole));
}

/**
 * Splits an amount by weights so that the parts add up to it exactly: each gets its whole pence, then the
 * pence left over go to the largest remainders, the earlier one first when two are equal.
 * @param weights whole numbers of nought or more, not all nought (basis points, minutes, days)
 */
export function split(amount: Pence, weights: readonly number[]): Pence[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n || weights.some((weight) => weight < 0)) {
    throw new RangeError('weights are nought or more and not all nought');
  }
  const sign = amount < 0 ? -1n : 1n;
  const magnitude = BigInt(amount) * sign;
  const shares = weights.map((weight, index) => {
    const exact = magnitude * BigInt(weight);
    return {index, pence: exact / total, remainder: exact % total};
  });
  let left = magnitude - shares.reduce((sum, share) => sum + share.pence, 0n);
  const byRemainder = [...shares].sort(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.index - b.index,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.pence += 1n;
    left -= 1n;
  }
  return shares.map((share) => Number(sign * share.pence));
}

const currencies = new Map<string, Intl.NumberFormat>();

/** Pounds as another language writes them: `1234,50 £`. */
function formatElsewhere(amount: Pence, locale: string): string {
  const format =
    currencies.get(locale) ??
    new Intl.NumberFormat(locale, {style: 'currency', currency: 'GBP', currencyDisplay: 'narrowSymbol'});
  currencies.set(locale, format);
  return format.format(amount / 100);
}

/** £1,234.50; a negative sum keeps its sign in front of the pound. */
export function formatPounds(amount: Pence, locale = 'en-GB'): string {
  if (locale !== 'en-GB') return formatElsewhere(amount, locale);
  const magnitude = Math.abs(amount);
  const whole = Math.trunc(magnitude / 100);
  const pounds = whole < 1_000 ? String(whole) : whole.toLocaleString('en-GB');
  const pence = String(magnitude % 100).padStart(2, '0');
  return `${amount < 0 ? '−' : ''}£${pounds}.${pence}`;
}

/**
 * Reads what people type: 14, 14.5, £14.50, 1,234.56.
 * @throws VALIDATION_FAILED naming the field
 */
export function parsePounds(text: string, field: string): Pence {
  const cleaned = text.trim().replace(/^£\s*/, '');
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/.exec(cleaned);
  if (!match) throw invalid({field, message: 'Enter an amount in pounds and pence, like 14.50.'});
  const pounds = Number((match[1] ?? '').replaceAll(',', ''));
  const pence = Number((match[2] ?? '').padEnd(2, '0'));
  return pounds * 100 + pence;
}
