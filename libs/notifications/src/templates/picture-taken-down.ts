import {paragraphs, type Letter} from './letter.js';

/** To whom a listing belongs: its picture no longer shows, and why. */
export function pictureTakenDown(data: {listingId: string; reason: string}): Letter {
  return {
    subject: 'The council took your picture down',
    body: paragraphs(
      'Others see your listing as before, without the picture.',
      `What the council says: ${data.reason}`,
      'You can put another picture.',
    ),
    path: `/listing/${data.listingId}/picture`,
  };
}
