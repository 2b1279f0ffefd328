import type {Letter} from './letter.js';

/** To whoever answers for a listing that offered what the law wants a registration for, when that is not there any more. */
export function servicesTakenOff(data: {listingId: string; name: string}): Letter {
  return {
    subject: `Personal care is no longer on your listing: ${data.name}`,
    body: 'The law lets a company, or more than one worker, give it only when they are registered with the Care Quality Commission, and the council has checked that. What else you offer still shows, and what is booked stands. If you are registered, ask the council to check your provider ID.',
    path: `/listing/${data.listingId}`,
  };
}
