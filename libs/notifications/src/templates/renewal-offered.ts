import type {Letter} from './letter.js';

/** To an officer: a member has what renews something. */
export function renewalOffered(data: {applicationId: string; requirement: string; name: string}): Letter {
  return {
    subject: `${data.name} has something to renew`,
    body: 'They have said how you can see it. Look at it, then record the new evidence.',
    path: `/council/applications/${data.applicationId}/requirements/${data.requirement}`,
  };
}
