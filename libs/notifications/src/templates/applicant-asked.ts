import type {Letter} from './letter.js';

/** To an applicant: the officer needs something more. What it is stands on the page. */
export function applicantAsked(data: {applicationId: string; path: string | null}): Letter {
  return {
    subject: 'We need something more for your application',
    body: 'An officer of the council has asked you for something. Your application waits until you have answered.',
    path: data.path,
  };
}
