import type {Letter} from './letter.js';

/** To an officer: a deferred application is in the queue again. */
export function deferredWaits(data: {applicationId: string}): Letter {
  return {
    subject: 'A deferred application is in the queue again',
    body: 'The day has come until which its decision was put off.',
    path: `/council/applications/${data.applicationId}`,
  };
}
