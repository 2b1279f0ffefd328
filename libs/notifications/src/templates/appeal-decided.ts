import type {Letter} from './letter.js';

/** To whoever appealed: there is an answer. What it says stands on the page, where nobody else reads it. */
export function appealDecided(data: {applicationId: string}): Letter {
  return {
    subject: 'There is an answer to your appeal',
    body: 'The council has answered your appeal. Read the answer, the reasons, and what follows from it.',
    path: `/applications/${data.applicationId}/decision#appeals`,
  };
}
