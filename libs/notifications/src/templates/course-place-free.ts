import {formatDay, formatPounds, formatTime, londonDay, type Pence} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface CoursePlaceFree {
  course: string;
  startsAt: string;
  keptUntil: string;
  /** 0: free. */
  pricePence: Pence;
}

/** To somebody who waits for a place on a course: there is one, kept for them. */
export function coursePlaceFree({course, startsAt, keptUntil, pricePence}: CoursePlaceFree): Letter {
  const until = new Date(keptUntil);
  return {
    subject: `There is a place for you: ${course}`,
    body: paragraphs(
      `A place is free on ${formatDay(londonDay(new Date(startsAt)))}. We keep it for you until ${formatDay(londonDay(until))}, ${formatTime(until)}.`,
      pricePence > 0 ? `It costs ${formatPounds(pricePence)}.` : 'It is free.',
      'After that the next person is asked.',
    ),
    path: '/members-area',
  };
}
