import type {Day, Pence, Rate} from '@app/kernel';
import {cardRate, weeklyCost, type ListingKind} from '@app/listings';
import type {ListingFacts} from '../facts/listing-facts.js';
import type {Hit} from '../query/search-query.js';

/** What a result shows. All of it was read from the tables for this answer; the distance alone is the index's. */
export interface ListingCard {
  id: string;
  kind: ListingKind;
  name: string;
  summary: string;
  services: {code: string; name: string}[];
  /** Whole metres to about where they set out from; null without an origin. */
  metres: number | null;
  /** Weekday by the hour where there is one. */
  rate: Rate | null;
  standing: {accredited: boolean; scheme: string | null; checkedOn: Day | null};
  /** Null where nothing was asked, or the cost of a week cannot be said. */
  fit: {weeklyCostPence: Pence; weeklyLeftPence: Pence} | null;
}

export function listingCard(
  hit: Hit,
  facts: ListingFacts,
  day: Day,
  fit: {hoursPerWeek: number; available: Pence} | null,
): ListingCard {
  const cost = fit && weeklyCost(fit.hoursPerWeek, facts.rates, day);
  return {
    id: facts.id,
    kind: facts.kind,
    name: facts.name,
    summary: facts.summary,
    services: facts.services,
    metres: hit.metres,
    rate: cardRate(facts.rates, day),
    standing: {accredited: facts.accredited, scheme: facts.scheme, checkedOn: facts.checkedOn},
    fit: fit && cost !== null ? {weeklyCostPence: cost, weeklyLeftPence: fit.available - cost} : null,
  };
}
