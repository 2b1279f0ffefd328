import type {Position} from '@app/geography';
import type {Day, Rate} from '@app/kernel';
import {cardRate, type PublicPicture} from '@app/listings';
import type {CardKind, CommunityCard, PublicCard} from '../document/public-card.js';
import type {BudgetFit} from '../fit/budget-fit.js';
import type {PatternPrice} from '../fit/fit-asked.js';
import type {Hit} from '../query/search-query.js';

/** What a result shows. All but the distance is the database's word at the moment of the answer. */
export interface ListingCard {
  id: string;
  /** Whose register it is on. */
  councilId: string;
  kind: CardKind;
  name: string;
  summary: string;
  services: {code: string; name: string}[];
  /** Whole metres to about where they set out from; null without an origin. */
  metres: number | null;
  /** About where they set out from; the same that the distance is to. */
  position: Position;
  /** Weekday by the hour where there is one. */
  rate: Rate | null;
  /** Of what is not for sale: when and where, and what was checked. */
  community: CommunityCard | null;
  /** Of an enterprise whether it is registered with the Care Quality Commission; null for others. */
  inspected: boolean | null;
  picture: PublicPicture | null;
  standing: {accredited: boolean; scheme: string | null; checkedOn: Day | null};
  /** Of a weekly pattern how many of the visits they are free for, and what it costs; null where none was asked. */
  pattern: {free: number; of: number; price: PatternPrice | null} | null;
  /** Null where nothing was asked, or the cost of a week cannot be said. */
  fit: BudgetFit | null;
}

export function listingCard(hit: Hit, card: PublicCard, day: Day): Omit<ListingCard, 'pattern' | 'fit'> {
  return {
    id: hit.id,
    councilId: card.councilId,
    kind: card.kind,
    name: card.name,
    summary: card.summary,
    services: card.services,
    metres: hit.metres,
    position: {latitude: card.latitude, longitude: card.longitude},
    community: card.community ?? null,
    inspected: card.inspected ?? null,
    picture: card.picture ?? null,
    rate: cardRate(card.rates, day),
    standing: {accredited: card.accredited, scheme: card.scheme, checkedOn: card.checkedOn},
  };
}
