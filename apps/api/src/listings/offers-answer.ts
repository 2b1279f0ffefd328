import type {MoreOffered, Offer} from '@app/listings';
import {rateAnswer} from './listing-answer.js';
import type {MoreOfferedAnswer} from './listing.dto.js';
import type {OfferAnswer} from './offers.dto.js';

export function offerAnswer({id, kind, title, description, minutes, capacity, prices, sessions}: Offer): OfferAnswer {
  return {
    id,
    kind,
    title,
    description,
    minutes,
    capacity,
    prices: prices.map(({pricePence, startsOn, endsOn}) => ({
      price_pence: pricePence,
      starts_on: startsOn,
      ends_on: endsOn,
    })),
    sessions: sessions.map(({startsAt, endsAt, ...session}) => ({
      id: session.id,
      starts_at: startsAt.toISOString(),
      ends_at: endsAt.toISOString(),
      place: session.place,
      capacity: session.capacity,
    })),
  };
}

/** What is asked beside the rates, each apart. */
export function moreOffered({offers, wages, mileage}: MoreOffered): MoreOfferedAnswer {
  return {
    offers: offers.map(offerAnswer),
    wages: wages.map(rateAnswer),
    mileage: mileage.map(({milePence, startsOn, endsOn}) => ({
      mile_pence: milePence,
      starts_on: startsOn,
      ends_on: endsOn,
    })),
  };
}
