import {formatDay, formatPounds, londonDay, type Pence} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface CourseCalledOff {
  course: string;
  startsAt: string;
  /** What they had paid for it. */
  paidPence: Pence;
}

/** To whoever has a place on a course that is called off. */
export function courseCalledOff({course, startsAt, paidPence}: CourseCalledOff): Letter {
  return {
    subject: `The course is called off: ${course}`,
    body: paragraphs(
      `It would have been on ${formatDay(londonDay(new Date(startsAt)))}. You owe nothing for it.`,
      paidPence > 0 && `You paid ${formatPounds(paidPence)}. The council pays that back.`,
    ),
    path: '/members-area',
  };
}
