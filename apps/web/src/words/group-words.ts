import type {ClaimWay, CommunityList} from '@app/directory';
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
