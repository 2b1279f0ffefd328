import {formatDay, formatPounds, formatTime, londonDay, type Pence} from '@app/kernel';
import {byWhom, type ByWhom} from './acted-for.js';
import {counted, paragraphs, type Letter} from './letter.js';

export interface VisitsMoved {
  changeId: string;
  what: 'proposed' | 'accepted' | 'declined' | 'withdrawn' | 'expired';
  /** The PA or provider to the holder; the holder to the PA or provider. */
  other: string;
  forName: string;
  side: 'holder' | 'worker';
  visits: number;
  /** Of the first: when it was, and when it would be. */
  oldStartsAt: string;
  startsAt: string;
  endsAt: string;
  beforePence: Pence;
  afterPence: Pence;
  reason: string | null;
  who: ByWhom | null;
}

const SUBJECTS = {
  proposed: (other: string) => `${other} would like other times`,
  accepted: (other: string) => `Other times are agreed: ${other}`,
  declined: (other: string) => `${other} said no to other times`,
  withdrawn: (other: string) => `${other} took a change back`,
  expired: (other: string) => `Nobody answered about other times: ${other}`,
} as const;

/** To the other side, and of an agreed change to both: visits may move, have moved, or stay. */
export function visitsMoved(data: VisitsMoved): Letter {
  const {what, other, visits, beforePence, afterPence, reason} = data;
  const [old, from, to] = [new Date(data.oldStartsAt), new Date(data.startsAt), new Date(data.endsAt)];
  const when = (at: Date) => `${formatDay(londonDay(at))}, ${formatTime(at)}`;
  return {
    subject: SUBJECTS[what](other),
    body: paragraphs(
      data.forName && `This is about the support of ${data.forName}.`,
      `${counted(visits, 'visit')}. ${visits === 1 ? 'It was' : 'The first was'} to be on ${when(old)}.`,
      `${what === 'accepted' ? 'Now it is' : 'It would be'} on ${when(from)} to ${formatTime(to)}.`,
      beforePence === afterPence
        ? `The price stays the same: ${formatPounds(afterPence)}.`
        : `The price was ${formatPounds(beforePence)} and ${what === 'accepted' ? 'is now' : 'would be'} ${formatPounds(afterPence)}.`,
      reason && `They said: “${reason}”`,
      what === 'proposed' && 'Nothing changes before you say yes.',
      ['declined', 'withdrawn', 'expired'].includes(what) && 'Everything stays as it was.',
      data.who && byWhom(data.who),
    ),
    path: `/visit-changes/${data.changeId}`,
  };
}
