import {paragraphs, type Letter} from './letter.js';

/** To whom a listing belongs: the change shows now, or does not. */
export function changeDecided(data: {listingId: string; accepted: boolean; reason: string | null}): Letter {
  return {
    subject: data.accepted ? 'Your listing has changed' : 'A change of your listing was not accepted',
    body: paragraphs(
      data.accepted
        ? 'The council has looked at your change. Others see it now.'
        : 'Others see your listing as it was.',
      data.reason && `What the council says: ${data.reason}`,
    ),
    path: `/listing/${data.listingId}`,
  };
}
