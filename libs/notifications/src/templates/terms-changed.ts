import {formatDay, type Day} from '@app/kernel';
import {byWhom, type ByWhom} from './acted-for.js';
import {paragraphs, type Letter} from './letter.js';

const SUBJECTS = {
  proposed: (other: string) => `${other} would like other terms`,
  accepted: (other: string) => `Other terms are agreed: ${other}`,
  declined: (other: string) => `${other} said no to other terms`,
  withdrawn: (other: string) => `${other} took other terms back`,
} as const;

/** To either side of an agreement: the terms may change, have changed, or stay. */
export function termsChanged(data: {
  versionId: string;
  what: keyof typeof SUBJECTS;
  other: string;
  forName: string;
  startsOn: Day;
  reason: string | null;
  who: ByWhom | null;
}): Letter {
  const {what, other, startsOn, reason} = data;
  const counts = what === 'proposed' ? 'They would count' : 'They count';
  return {
    subject: SUBJECTS[what](other),
    body: paragraphs(
      data.forName && `This is about the support of ${data.forName}.`,
      (what === 'proposed' || what === 'accepted') && `${counts} from ${formatDay(startsOn)} on.`,
      what === 'proposed' && 'Read all of them. What you agreed stands until you say yes.',
      (what === 'declined' || what === 'withdrawn') && 'What you agreed stands.',
      reason && `They said: “${reason}”`,
      data.who && byWhom(data.who),
    ),
    path: `/agreement-versions/${data.versionId}`,
  };
}
