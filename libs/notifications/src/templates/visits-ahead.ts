import {formatDay, formatTime, type Day} from '@app/kernel';
import {counted, paragraphs, type Letter} from './letter.js';

export interface VisitsAhead {
  day: Day;
  visits: readonly {startsAt: string; endsAt: string; who: string; side: 'holder' | 'worker'}[];
}

/** To whoever is supported and whoever comes: what is promised for a day. A letter would come too late. */
export function visitsAhead({day, visits}: VisitsAhead): Letter {
  return {
    subject: `${counted(visits.length, 'visit')} on ${formatDay(day)}`,
    body: paragraphs(
      visits.map(lineOf).join('\n'),
      'You do not want these reminders? Switch them off where you chose how we tell you things.',
    ),
    path: '/calendar/week',
    passing: true,
  };
}

export function lineOf({startsAt, endsAt, who, side}: VisitsAhead['visits'][number]): string {
  const time = `${formatTime(new Date(startsAt))} to ${formatTime(new Date(endsAt))}`;
  return side === 'holder' ? `${time}: ${who} comes to you` : `${time}: you go to ${who}`;
}
