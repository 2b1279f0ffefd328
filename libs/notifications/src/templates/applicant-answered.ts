import type {Letter} from './letter.js';

/** To the officer who asked: the applicant has answered. */
export function applicantAnswered(data: {applicationId: string}): Letter {
  return {
    subject: 'An applicant has answered you',
    body: 'They answered what you asked them for. Read it with the application.',
    path: `/council/applications/${data.applicationId}`,
  };
}
