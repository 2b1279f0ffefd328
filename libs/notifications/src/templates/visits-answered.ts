import {formatDay, type Day} from '@app/kernel';
import {counted, paragraphs, type Letter} from './letter.js';

export interface VisitsAnswered {
  bookingId: string;
  /** Their own page of it, for somebody who shares it. */
  path?: string | undefined;
  worker: string;
  outcome: 'accepted' | 'declined' | 'expired';
  visits: number;
  firstOn: Day;
  forName: string;
}

const WORDS = {
  accepted: 'has said yes to',
  declined: 'has said no to',
  expired: 'did not answer about',
} as const;

/** To a holder, and to who acts for them: the PA or provider said yes or no, or nothing in time. */
export function visitsAnswered({bookingId, path, worker, outcome, visits, firstOn, forName}: VisitsAnswered): Letter {
  return {
    subject: `${worker} ${WORDS[outcome]} ${counted(visits, 'visit')}`,
    body: paragraphs(
      forName && `This is about the support of ${forName}.`,
      `${visits === 1 ? 'It was asked for' : 'The first was asked for'} on ${formatDay(firstOn)}.`,
      outcome !== 'accepted' && 'The money that was held for it is back in the budget.',
    ),
    path: path ?? `/bookings/${bookingId}`,
  };
}
