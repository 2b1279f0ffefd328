import type {Letter} from './letter.js';

/** To an applicant: the decision is put off. Until when and why stands on the page. */
export function applicationDeferred(data: {applicationId: string; scheme: string}): Letter {
  return {
    subject: 'We will decide on your application later',
    body: `The council decides on your application to ${data.scheme} at a later day. Read until when, and why. Nothing that you have given us is lost.`,
    path: `/applications/${data.applicationId}/decision`,
  };
}
