import {formatDay, type Day} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface PlaceFree {
  listingId: string;
  title: string;
  on: Day;
  forName: string;
}

/** To somebody who waits: there is a place now, kept for them for a day. */
export function placeFree({listingId, title, on, forName}: PlaceFree): Letter {
  return {
    subject: `There is a place for you: ${title}`,
    body: paragraphs(
      forName && `This is about the support of ${forName}.`,
      `A place is free on ${formatDay(on)}. We keep it for you for a day.`,
      'After that the next person is asked.',
    ),
    path: `/listings/${listingId}/places`,
  };
}
