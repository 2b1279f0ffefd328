import {formatDay, type Day} from '@app/kernel';
import {counted, paragraphs, type Letter} from './letter.js';

const SUBJECTS = {
  asked: 'Somebody would like to join',
  joined: 'Somebody has joined',
  leaving: 'Somebody would like to leave',
  left: 'Somebody has left',
  booked: 'It has been asked for',
  away: 'Somebody will be away',
  back: 'Somebody comes along again',
} as const;

export interface SharedTold {
  path: string;
  title: string;
  what: keyof typeof SUBJECTS;
  forName: string;
  /** Who is away, or comes along again. */
  name: string | null;
  /** From how many visits they are away, and when the first is. */
  visits: number;
  firstOn: Day | null;
}

/** To everybody who shares support: who joins, leaves or is away, and what follows. */
export function sharedTold({path, title, what, forName, name, visits, firstOn}: SharedTold): Letter {
  return {
    subject: `${SUBJECTS[what]}: ${title}`,
    body: paragraphs(
      forName && `This is about the support of ${forName}.`,
      {
        asked: 'Look who it is, and say yes or no. They join when everybody has said yes.',
        joined: 'What each of you pays is less from now on.',
        leaving: 'Look who it is, and say yes or no. The others pay more then.',
        left: 'Look what you pay now.',
        booked: 'Your part is set aside in your budget.',
        away: `${name ?? ''} does not come to ${counted(visits, 'visit')}${firstOn ? `, the first on ${formatDay(firstOn)}` : ''}. Who pays then is what you agreed beforehand.`,
        back: `${name ?? ''} comes along again, and pays their part.`,
      }[what],
    ),
    path,
  };
}
