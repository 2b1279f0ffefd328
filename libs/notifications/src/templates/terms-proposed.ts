import type {Letter} from './letter.js';

/** To a PA or provider: somebody offers terms. */
export function termsProposed(data: {engagementId: string; holder: string}): Letter {
  return {
    subject: `${data.holder} offers you terms`,
    body: 'Read them and say yes or no. Nothing is agreed until you have answered.',
    path: `/work/engagements/${data.engagementId}`,
  };
}
