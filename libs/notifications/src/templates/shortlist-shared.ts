import type {Letter} from './letter.js';

/** To somebody who helps: they may read whom the person thinks of choosing. */
export function shortlistShared(data: {holderId: string; holder: string}): Letter {
  return {
    subject: `${data.holder} shares a shortlist with you`,
    body: 'You can read whom they think of choosing, and what they wrote to each. They can end this at any time.',
    path: `/shortlist/shared/${data.holderId}`,
  };
}
