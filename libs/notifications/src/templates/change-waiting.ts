import type {Letter} from './letter.js';

/** To an officer: a listing wants to change something that was checked. */
export function changeWaiting(data: {changeId: string; shownName: string}): Letter {
  return {
    subject: `A change to check: ${data.shownName}`,
    body: 'Until you have looked at it, others go on seeing the listing as it was.',
    path: `/council/changes/${data.changeId}`,
  };
}
