import {formatDay, formatTime, londonDay} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface CourseMoved {
  course: string;
  place: string;
  startsAt: string;
  endsAt: string;
}

/** To whoever has a place on a course that is at another time or place now. */
export function courseMoved({course, place, startsAt, endsAt}: CourseMoved): Letter {
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  return {
    subject: `The course has moved: ${course}`,
    body: paragraphs(
      `It is now on ${formatDay(londonDay(from))}, from ${formatTime(from)} to ${formatTime(to)}.`,
      `Where: ${place}`,
      'You keep your place. If you cannot come, please give it up, so that somebody else has it.',
    ),
    path: '/members-area',
  };
}
