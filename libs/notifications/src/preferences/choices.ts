/** The ways out of the service that somebody may choose, beside the messages inside, which are always there. */
export const CHOICES = ['email', 'sms', 'letter', 'phone'] as const;
export type Choice = (typeof CHOICES)[number];

export const FORMATS = ['standard', 'easy_read', 'large_print', 'audio'] as const;
export type Format = (typeof FORMATS)[number];

/** Where each way leads: a text message and a call share the number. */
export const POINT_OF: Record<Choice, PointKind> = {email: 'email', sms: 'phone', phone: 'phone', letter: 'address'};
export const POINT_KINDS = ['email', 'phone', 'address'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** The languages most asked for in England's councils, by their codes; an interpreter may be asked for in any other words. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  ar: 'Arabic',
  bn: 'Bengali',
  cy: 'Welsh',
  es: 'Spanish',
  fa: 'Farsi',
  fr: 'French',
  gu: 'Gujarati',
  hi: 'Hindi',
  it: 'Italian',
  ku: 'Kurdish',
  lt: 'Lithuanian',
  pa: 'Panjabi',
  pl: 'Polish',
  pt: 'Portuguese',
  ro: 'Romanian',
  so: 'Somali',
  ta: 'Tamil',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  vi: 'Vietnamese',
  yue: 'Cantonese',
  zh: 'Mandarin',
};
