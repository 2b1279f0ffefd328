import {paragraphs, type Letter} from './letter.js';

/** To those who look at feedback before it shows. */
export function feedbackWaiting(data: {feedbackId: string}): Letter {
  return {
    subject: 'Feedback waits to be looked at',
    body: 'Nobody else sees it before you have said yes.',
    path: `/council/feedback/${data.feedbackId}`,
  };
}

/** To whoever wrote it: it shows now, or has to be changed first. */
export function feedbackDecided(data: {listingId: string; listing: string; shown: boolean; forName: string}): Letter {
  const {listingId, listing, shown, forName} = data;
  return {
    subject: shown ? `What you said of ${listing} shows now` : `What you said of ${listing} has to be changed`,
    body: paragraphs(
      shown ? 'Anybody can read it on their page, without your name.' : 'The council says what to change.',
      forName && `You are told because you act for ${forName}.`,
    ),
    path: `/feedback/${listingId}`,
  };
}

const RECEIVED = {
  written: 'The council has looked at it, and it shows on your page. You can answer it.',
  reply_shown: 'It stands below what was said.',
  reply_refused: 'The council says what to change.',
};

/** To a PA or provider: something shows about them that they can answer, or their answer was looked at. */
export function feedbackReceived(data: {listing: string; what: keyof typeof RECEIVED}): Letter {
  const subjects = {
    written: `Somebody said how it was with ${data.listing}`,
    reply_shown: 'Your answer shows now',
    reply_refused: 'Your answer has to be changed',
  };
  return {subject: subjects[data.what], body: RECEIVED[data.what], path: '/work/feedback'};
}
