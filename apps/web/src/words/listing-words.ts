import type {Gender, ListingKind, Need, WayOfPaying} from '@app/listings';

export const KIND_WORDS: Record<ListingKind, string> = {
  pa: 'Personal assistant',
  provider: 'Small care and support provider',
};

export const NEED_WORDS: Record<Need, string> = {
  dementia: 'Dementia',
  autism: 'Autism',
  learning_disability: 'Learning disabilities',
  physical: 'Physical disabilities',
  sensory: 'Sight or hearing loss',
  mental_health: 'Mental health',
  end_of_life: 'The end of life',
};

export const GENDER_WORDS: Record<Gender, string> = {
  female: 'Woman',
  male: 'Man',
  non_binary: 'Non-binary',
};

export const PAYING_WORDS: Record<WayOfPaying, string> = {
  direct_payment: 'A direct payment',
  card: 'A prepaid card',
  managed: 'A budget that the council manages',
  fund_holder: 'An individual service fund',
  own_money: 'Your own money',
};
