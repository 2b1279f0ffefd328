import type {CommunitySort} from '@app/directory';
import type {Audience, Gender, ListingKind, Need, OfferKind, WayOfPaying} from '@app/listings';
import {words} from './t.js';

export const KIND_WORDS: Record<ListingKind, string> = words({
  pa: 'Personal assistant',
  provider: 'Small provider',
});

/** What is not for sale, by what it is. */
export const COMMUNITY_WORDS: Record<CommunitySort, string> = words({
  group: 'Community group',
  club: 'Club',
  preventive: 'Service that helps you stay well',
  peer_support: 'Peer support',
  advocacy: 'Independent advocacy',
});

export const NEED_WORDS: Record<Need, string> = words({
  dementia: 'Dementia',
  autism: 'Autism',
  learning_disability: 'Learning disability',
  physical: 'Physical disability',
  sensory: 'Sight or hearing loss',
  mental_health: 'Mental health',
  end_of_life: 'End of life',
});

export const GENDER_WORDS: Record<Gender, string> = words({
  female: 'Woman',
  male: 'Man',
  non_binary: 'Non-binary',
});

export const PAYING_WORDS: Record<WayOfPaying, string> = words({
  direct_payment: 'A direct payment',
  card: 'A prepaid card',
  managed: 'A budget that the council manages',
  fund_holder: 'An individual service fund',
  own_money: 'Your own money',
});

export const AUDIENCE_WORDS: Record<Audience, string> = words({
  public: 'Everybody',
  budget: 'Only people with a care budget',
  advert: 'Only people who look for somebody with an advert',
});

export const OFFER_KIND_WORDS: Record<OfferKind, string> = words({
  hour: 'By the hour',
  visit: 'By the visit or session',
  fixed: 'At a fixed price',
  group: 'A group with places',
});

/** What its price is for. */
export const OFFER_UNIT_WORDS: Record<OfferKind, string> = words({
  hour: 'an hour',
  visit: 'a visit',
  fixed: 'altogether',
  group: 'a place',
});
