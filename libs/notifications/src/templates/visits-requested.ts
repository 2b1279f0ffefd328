import {formatDay, type Day} from '@app/kernel';
import {byWhom, type ByWhom} from './acted-for.js';
import {counted, paragraphs, type Letter} from './letter.js';

/** To a PA or provider: somebody asks for visits. */
export function visitsRequested(data: {
  bookingId: string;
  holder: string;
  visits: number;
  firstOn: Day;
  who: ByWhom | null;
}): Letter {
  const first = formatDay(data.firstOn);
  return {
    subject: `${data.holder} asks for ${counted(data.visits, 'visit')}`,
    body: paragraphs(
      data.visits === 1
        ? `It would be on ${first}. Say yes or no before then.`
        : `The first would be on ${first}. Say yes or no before then.`,
      data.who && byWhom(data.who),
    ),
    path: `/work/bookings/${data.bookingId}`,
  };
}
