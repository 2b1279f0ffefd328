import {byWhom, type ByWhom} from './acted-for.js';
import {paragraphs, type Letter} from './letter.js';

/** To both sides: what was still to come of a booking is called off. */
export function visitsCancelled(data: {
  bookingId: string;
  /** Their own page of it, for somebody who shares it. */
  path?: string | undefined;
  reference: string;
  /** The PA or provider to the holder; the holder to the PA or provider. */
  other: string;
  forName: string;
  side: 'holder' | 'worker';
  /** One of them was to be today. */
  today: boolean;
  who: ByWhom | null;
}): Letter {
  return {
    subject: `Visits called off: ${data.other}`,
    body: paragraphs(
      data.forName && `This is about the support of ${data.forName}.`,
      `The visits still to come of booking ${data.reference} were cancelled.`,
      data.today && 'One of them was to be today.',
      data.who && byWhom(data.who),
    ),
    urgent: data.today,
    path: data.path ?? (data.side === 'holder' ? `/bookings/${data.bookingId}` : '/work'),
  };
}
