import {formatDay, formatPounds, type Day, type Pence} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface HoursTold {
  visitId: string;
  what: 'recorded' | 'approved' | 'approved_silently' | 'queried';
  /** Who recorded them, to the holder; who approves them, to whoever recorded. */
  other: string;
  on: Day;
  pence: Pence;
  /** What was asked about them, or why they were changed before they were approved. */
  reason: string | null;
  forName: string;
}

/** To a holder: hours wait for a yes. To a PA or provider: what became of them. */
export function hoursTold({visitId, what, other, on, pence, reason, forName}: HoursTold): Letter {
  const day = formatDay(on);
  const subjects = {
    recorded: `${other} sent hours for ${day}`,
    approved: `Your hours for ${day} are approved`,
    approved_silently: `Your hours for ${day} are approved`,
    queried: `Your hours for ${day} came back to you`,
  };
  return {
    subject: subjects[what],
    body: paragraphs(
      forName && `This is about the support of ${forName}.`,
      what === 'recorded' &&
        `They come to ${formatPounds(pence)}. Please look at them, and approve them or send them back.`,
      what === 'approved' && !reason && `${other} approved ${formatPounds(pence)}.`,
      what === 'approved' &&
        reason &&
        `${other} changed them first, and approved ${formatPounds(pence)}. They say: “${reason}”`,
      what === 'approved_silently' && `Nobody asked about them in time, so ${formatPounds(pence)} are approved.`,
      what === 'queried' && `${other} says: “${reason ?? ''}” Please record them again.`,
    ),
    path: what === 'recorded' ? '/support' : `/work/visits/${visitId}/hours${what === 'queried' ? '' : '/sent'}`,
  };
}
