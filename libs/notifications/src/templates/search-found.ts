import {counted, paragraphs, type Letter} from './letter.js';

/** As many as fit a short letter; the page shows them all. */
const MOST_NAMED = 10;

/** To whoever keeps a search: it finds somebody whom it did not find before. */
export function searchFound(data: {
  searchId: string;
  name: string;
  listings: readonly string[];
  forName: string;
}): Letter {
  const {searchId, name, listings, forName} = data;
  return {
    subject: `${counted(listings.length, 'new listing')} for your search “${name}”`,
    body: paragraphs(
      listings.slice(0, MOST_NAMED).join('\n'),
      listings.length > MOST_NAMED && `And ${listings.length - MOST_NAMED} more.`,
      'You are told of each once. You can pause or delete the search.',
      forName && `You are told because you act for ${forName}.`,
    ),
    path: `/searches/${searchId}`,
  };
}
