import type {Day, Pence} from '@app/kernel';

/** By the hour, by the visit, at one price for the whole, or a group with places on days of its own. */
export const OFFER_KINDS = ['hour', 'visit', 'fixed', 'group'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

export interface DatedPrice {
  pricePence: Pence;
  startsOn: Day;
  endsOn: Day | null;
}

export interface OfferSession {
  id: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  capacity: number;
}

/** As others see it. */
export interface Offer {
  id: string;
  kind: OfferKind;
  title: string;
  description: string;
  /** How long a visit is; null for the other kinds. */
  minutes: number | null;
  /** How many places a group has; null for the other kinds. */
  capacity: number | null;
  /** In force, and those to come. None: at the rates by time of the week. */
  prices: DatedPrice[];
  /** Of a group, those to come that are not cancelled. */
  sessions: OfferSession[];
}
