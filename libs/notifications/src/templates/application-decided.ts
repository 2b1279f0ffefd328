import type {Letter} from './letter.js';

/** To an applicant: there is a decision. What it says stands on the page, where nobody else reads it. */
export function applicationDecided(data: {applicationId: string; scheme: string}): Letter {
  return {
    subject: 'There is a decision on your application',
    body: `The council has decided on your application to ${data.scheme}. Read the decision, the reasons, and what you can do if you do not agree.`,
    path: `/applications/${data.applicationId}/decision`,
  };
}
