import {roundFraction, type Pence, type RateBand, type RateUnit} from '@app/kernel';

/** A stretch of work all of one band, and what it is paid by. */
export interface PayPart {
  band: RateBand;
  minutes: number;
  unit: RateUnit;
  ratePence: Pence;
  pence: Pence;
}

/** Some minutes at a rate by the hour, rounded once. */
export function payByMinutes(minutes: number, ratePence: Pence): Pence {
  return roundFraction(BigInt(minutes) * BigInt(ratePence), 60n);
}
