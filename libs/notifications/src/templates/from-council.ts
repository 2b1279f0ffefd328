import type {Letter} from './letter.js';

/** From a member of staff to one person, in their own words. Who wrote is there for a council that wants it said. */
export function fromCouncil(data: {subject: string; text: string; writer: string}): Letter {
  return {subject: data.subject, body: data.text, path: null};
}
