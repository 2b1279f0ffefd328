import {formatDay, type Day} from '@app/kernel';
import {counted, paragraphs, type Letter} from './letter.js';

export interface VisitsOpen {
  /** The first of them. */
  visitId: string;
  worker: string;
  holder: string;
  visits: number;
  firstOn: Day;
  today: boolean;
}

/** To those who plan the visits of an enterprise: who was named for some cannot go. It says nothing of why. */
export function visitsOpen({visitId, worker, holder, visits, firstOn, today}: VisitsOpen): Letter {
  const one = visits === 1;
  const which = one
    ? `the visit on ${formatDay(firstOn)}`
    : `${counted(visits, 'visit')}, the first on ${formatDay(firstOn)}`;
  return {
    subject: `Choose who comes: ${holder}`,
    body: paragraphs(
      `${worker} cannot go to ${which}.`,
      `${one ? 'The visit stays' : 'The visits stay'} as booked. Choose somebody else to go.`,
    ),
    urgent: today,
    path: `/visits/${visitId}`,
  };
}
