/** Fewer than this could be somebody. */
export const SMALLEST_SHOWN = 5;

/** What may be shown of a count: itself, that it is small, or nothing. */
export type Shown = number | 'small' | 'hidden';

/**
 * Counts that add up to a total that is shown. Small ones are not; where the total would give them away, because only
 * one is missing or because the missing ones can only be one set of numbers, the next smallest is hidden too, and where
 * there is none, the total.
 */
export function suppress(counts: readonly number[]): {shown: Shown[]; total: Shown} {
  const sum = counts.reduce((all, each) => all + each, 0);
  const small = counts.map((each) => each > 0 && each < SMALLEST_SHOWN);
  const shown: Shown[] = counts.map((each, index) => (small[index] ? 'small' : each));
  const ones = counts.filter((_, index) => small[index]);
  if (!givesAway(ones)) return {shown, total: few(sum)};
  const next = smallestOther(counts, coverFor(ones));
  if (next === null) return {shown, total: sum < SMALLEST_SHOWN ? few(sum) : 'hidden'};
  shown[next] = 'hidden';
  return {shown, total: sum};
}

/** A count by itself, that nothing adds up to. */
export function few(count: number): Shown {
  return count > 0 && count < SMALLEST_SHOWN ? 'small' : count;
}

/** Whether their sum alone says what each is: there is one, or all are the least or the most that a small one can be. */
function givesAway(small: readonly number[]): boolean {
  if (small.length === 0) return false;
  const sum = small.reduce((all, each) => all + each, 0);
  return small.length === 1 || sum === small.length || sum === small.length * (SMALLEST_SHOWN - 1);
}

/**
 * How large another has to be to cover the small ones: it is known to be five or more, so together they have to leave
 * more than one way to share them out.
 */
function coverFor(small: readonly number[]): number {
  const sum = small.reduce((all, each) => all + each, 0);
  return Math.max(SMALLEST_SHOWN, small.length + SMALLEST_SHOWN + 1 - sum);
}

function smallestOther(counts: readonly number[], least: number): number | null {
  const others = counts.map((count, index) => ({count, index})).filter(({count}) => count >= least);
  others.sort((a, b) => a.count - b.count);
  return others[0]?.index ?? null;
}
