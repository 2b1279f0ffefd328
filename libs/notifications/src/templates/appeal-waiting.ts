import type {Letter} from './letter.js';

/** To those who may hear an appeal. It names nobody. */
export function appealWaiting(data: {appealId: string}): Letter {
  return {
    subject: 'An appeal waits for somebody to answer it',
    body: 'You had no part in what was decided, so you can take it.',
    path: `/council/appeals/${data.appealId}`,
  };
}
