import {formatDay, type Day} from '@app/kernel';
import {counted, paragraphs, type Letter} from './letter.js';

export interface VisitsBeyond {
  bookingId: string;
  worker: string;
  visits: number;
  firstOn: Day;
  /** Something lapses before these visits; otherwise they are not listed now. */
  lapses: boolean;
  side: 'holder' | 'worker';
  forName: string;
}

/** To both sides of a booking: visits fall on days on which the PA or provider is not listed. It says nothing of why. */
export function visitsBeyond({bookingId, worker, visits, firstOn, lapses, side, forName}: VisitsBeyond): Letter {
  const what = `${counted(visits, 'visit')} ${visits === 1 ? 'is on' : 'from'} ${formatDay(firstOn)}`;
  const holder = side === 'holder';
  const path = `/bookings/${bookingId}`;
  if (lapses) {
    return {
      subject: holder ? `${worker} may not be listed for all visits` : 'Renew before your coming visits',
      body: paragraphs(
        forName && `This is about the support of ${forName}.`,
        `${what}, after the last day for which ${holder ? `${worker} is` : 'you are'} listed now.`,
        holder
          ? 'If they renew in time nothing changes. It is for you to decide what to do about these visits.'
          : '“Your place on the register” shows what to renew.',
      ),
      path,
    };
  }
  return {
    subject: holder ? `${worker} is not currently listed` : 'You are not currently listed',
    body: paragraphs(
      forName && `This is about the support of ${forName}.`,
      `${what}.`,
      holder
        ? 'It is for you to decide what to do about these visits. The council can tell you who else is listed.'
        : 'The people you booked with have been told the same. The council can tell you more.',
    ),
    path,
  };
}
