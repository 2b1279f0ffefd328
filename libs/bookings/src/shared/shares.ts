import {split, WHOLE_BP, type Pence} from '@app/kernel';

export interface Share {
  lineId: string;
  weight: number;
}

/** What each pays of a price, to the penny: the largest remainder decides. */
export function sharesOf(pricePence: Pence, members: readonly Share[]): Pence[] {
  return split(
    pricePence,
    members.map(({weight}) => weight),
  );
}

/** The same as basis points that make a whole, as a booking keeps them; nobody's is nought. */
export function basisPoints(members: readonly Share[]): number[] {
  const total = members.reduce((sum, {weight}) => sum + weight, 0);
  const exact = split(
    WHOLE_BP - members.length,
    members.map(({weight}) => weight),
  );
  return total === WHOLE_BP ? members.map(({weight}) => weight) : exact.map((share) => share + 1);
}

/**
 * What each pays when some did not come: all the same, or nothing, and the others share it. Where nobody came, everybody
 * pays as agreed.
 */
export function sharesWithAbsence(
  pricePence: Pence,
  members: readonly (Share & {absent: boolean})[],
  rule: 'absent_pays' | 'others_share',
): Pence[] {
  const someCame = members.some(({absent}) => !absent);
  if (rule === 'absent_pays' || !someCame) return sharesOf(pricePence, members);
  return sharesOf(
    pricePence,
    members.map((member) => ({...member, weight: member.absent ? 0 : member.weight})),
  );
}
