import type {Letter} from './letter.js';

/** To whoever appealed: it has come. */
export function appealReceived(data: {applicationId: string}): Letter {
  return {
    subject: 'We have your appeal',
    body: 'Somebody who had no part in what was decided will answer it. Read what you wrote, and by when we answer.',
    path: `/applications/${data.applicationId}/decision#appeals`,
  };
}
