import {paragraphs, type Letter} from './letter.js';

/** To a holder, and to who acts for them: the terms were accepted or declined. */
export function termsAnswered(data: {
  engagementId: string;
  worker: string;
  accepted: boolean;
  forName: string;
}): Letter {
  return {
    subject: `${data.worker} has ${data.accepted ? 'accepted' : 'declined'} the terms`,
    body: paragraphs(
      data.forName && `This is about the support of ${data.forName}.`,
      data.accepted ? 'You can ask for visits now.' : 'You can offer other terms, or look for somebody else.',
    ),
    path: `/agreements/${data.engagementId}`,
  };
}
