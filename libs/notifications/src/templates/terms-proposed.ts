import {byWhom, type ByWhom} from './acted-for.js';
import {paragraphs, type Letter} from './letter.js';

/** To a PA or provider: somebody offers terms. */
export function termsProposed(data: {engagementId: string; holder: string; who: ByWhom | null}): Letter {
  return {
    subject: `${data.holder} offers you terms`,
    body: paragraphs(
      'Read them and say yes or no. Nothing is agreed until you have answered.',
      data.who && byWhom(data.who),
    ),
    path: `/work/engagements/${data.engagementId}`,
  };
}
