import type {Letter} from './letter.js';

/** To an applicant: the day has come until which the decision was put off. */
export function deferralOver(data: {applicationId: string; scheme: string}): Letter {
  return {
    subject: 'We are looking at your application again',
    body: `The day has come until which the council put off its decision on your application to ${data.scheme}. If something has changed, tell us now.`,
    path: `/apply/${data.applicationId}`,
  };
}
