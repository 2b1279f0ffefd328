import type {Letter} from './letter.js';

/** To the officers of the queue, once a day: members whom nobody in particular handles were reminded. */
export function lapsesToday(_: object): Letter {
  return {
    subject: 'Members were reminded of what lapses',
    body: 'Evidence of members whom nobody in particular handles is about to lapse. They were reminded today. The page shows who, and what.',
    path: '/council/lapses',
  };
}
