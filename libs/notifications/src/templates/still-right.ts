import {formatDay} from '@app/kernel';
import type {Letter} from './letter.js';

/** To whoever answers for a listing that nobody has touched for long. */
export function stillRight(data: {listingId: string; name: string; restsOn: string}): Letter {
  return {
    subject: `Is your listing still right: ${data.name}?`,
    body: `Read it through and say that it is, or change what is not. Without an answer others no longer see it from ${formatDay(data.restsOn)}.`,
    path: `/listing/${data.listingId}`,
  };
}

/** To the same, when nobody answered. */
export function listingRests(data: {listingId: string; name: string}): Letter {
  return {
    subject: `Your listing is out of sight: ${data.name}`,
    body: 'Nobody said that it is still right. What is booked stands. You can show it again whenever you like.',
    path: `/listing/${data.listingId}`,
  };
}
