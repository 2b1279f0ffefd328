/** Templates with text that is in no catalogue yet. None is added; each one that is converted goes. */
export const NOT_CONVERTED: readonly string[] = [
  'journeys/contact/call.njk',
  'journeys/contact/calls.njk',
  'journeys/contact/contact.njk',
  'journeys/contact/find.njk',
  'journeys/contact/letters.njk',
  'journeys/contact/tabs.njk',
  'journeys/contact/undelivered-one.njk',
  'journeys/contact/undelivered.njk',
  'journeys/contact/write.njk',
  'journeys/outbox/email.njk',
  'journeys/outbox/outbox.njk',
  'journeys/outbox/sending.njk',
  'journeys/words/one.njk',
  'journeys/words/words.njk',
];
