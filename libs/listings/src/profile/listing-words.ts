/** Of whom a listing speaks: one person, or an organisation. */
export const LISTING_KINDS = ['pa', 'provider'] as const;
export type ListingKind = (typeof LISTING_KINDS)[number];

export const GENDERS = ['female', 'male', 'non_binary'] as const;
export type Gender = (typeof GENDERS)[number];

/** What they have experience with. */
export const NEEDS = [
  'dementia',
  'autism',
  'learning_disability',
  'physical',
  'sensory',
  'mental_health',
  'end_of_life',
] as const;
export type Need = (typeof NEEDS)[number];

export const TAKING_ON = ['yes', 'no', 'from'] as const;
/** Whether they take on new people; `from` goes with a day. */
export type TakingOn = (typeof TAKING_ON)[number];

/** Whose money they take, and how: none is ever the only one. */
export const WAYS_OF_PAYING = ['direct_payment', 'card', 'managed', 'fund_holder', 'own_money'] as const;
export type WayOfPaying = (typeof WAYS_OF_PAYING)[number];

/** To whom a listing shows: everybody; people with a budget; people who look for somebody with an open advert. */
export const AUDIENCES = ['public', 'budget', 'advert'] as const;
export type Audience = (typeof AUDIENCES)[number];
