import {formatDay, type Day} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface ReferenceWanted {
  applicant: string;
  referee: string;
  council: string;
  /** Whole, with the secret that opens it once. */
  link: string;
  answerBy: Day;
  reminder: boolean;
}

/** To a referee, who has no account: please answer, and how to decline. */
export function referenceWanted(data: ReferenceWanted): Letter {
  const {applicant, council, link, answerBy, reminder} = data;
  return {
    subject: `${reminder ? 'Reminder: a' : 'A'} reference for ${applicant}`,
    body: paragraphs(
      `Dear ${data.referee}`,
      `${applicant} has applied to be on the register of ${council} and gave your name. Please answer a few questions by ${formatDay(answerBy)}. You need no account.`,
      link,
      'The link works once. You may also decline there. If you do not know this person, decline and tell us so.',
    ),
    path: null,
  };
}
