import type {ClaimWay, CommunityList, RowOutcome} from '@app/directory';
import {words} from './t.js';

export const LIST_WORDS: Record<CommunityList, string> = words({
  waiting: 'Waits for the council',
  live: 'Shows now',
  draft: 'Brought in, not shown',
  resting: 'Rests',
  refused: 'Has to be changed',
  archived: 'Put away',
});

export const CLAIM_WORDS: Record<ClaimWay, string> = words({
  email: 'They opened the link that was sent to its e-mail address',
  phone: 'Rang the number that it gives in public',
  met: 'Met them there',
  letter: 'By letter to its address',
});

export const SOURCE_OF_GROUP = words({
  council: 'Listed by the council',
  public: 'Sent by somebody who speaks for it',
  feed: 'Brought in from another directory',
} as const);

/** What becomes of a row of another directory. */
export const ROW_WORDS: Record<RowOutcome, string> = words({
  created: 'New: becomes a draft',
  changed: 'Changes a draft',
  unchanged: 'As it was',
  kept: 'Claimed or shown already: stays as it is',
  duplicate: 'Seems to be here already',
  withdrawn: 'Gone from there: rests, or is put away',
  rejected: 'Cannot be taken in',
});

export const FIELD_OF_GROUP: Record<string, string | undefined> = words({
  name: 'its name',
  summary: 'what it is',
  about: 'more about it',
  times: 'when it is',
  place: 'where it is',
  postcode: 'its postcode',
  howToJoin: 'how to turn up',
  cost: 'what joining in costs',
  phone: 'its telephone number',
  email: 'its e-mail address',
  website: 'its website',
  services: 'what it helps with',
  sort: 'what kind it is',
});
