import {paragraphs, type Letter} from './letter.js';

/** Who did something for somebody, as the other side is told it: “Helen Oakley, for Margaret Oakley”. */
export interface ByWhom {
  by: string;
  forName: string;
  how: 'phone' | 'letter' | 'meeting' | null;
}

export interface ActedFor extends ByWhom {
  what: 'terms_offered' | 'visits_asked' | 'visits_cancelled' | 'hours_approved' | 'hours_returned';
  /** The PA or provider. */
  worker: string;
  path: string;
  /** Whether it goes to the person for whom it was done. */
  toHolder: boolean;
}

const WHAT: Record<ActedFor['what'], (worker: string) => string> = {
  terms_offered: (worker) => `offered terms to ${worker}`,
  visits_asked: (worker) => `asked ${worker} for visits`,
  visits_cancelled: (worker) => `called off visits with ${worker}`,
  hours_approved: (worker) => `approved the hours of ${worker}`,
  hours_returned: (worker) => `sent the hours of ${worker} back`,
};

const HOW = {phone: 'by telephone', letter: 'by letter', meeting: 'at a meeting'} as const;

/** `Done by Helen Oakley, for Margaret Oakley.` */
export function byWhom({by, forName, how}: ByWhom): string {
  return `Done by ${by}, for ${forName}${how ? `, as they asked ${HOW[how]}` : ''}.`;
}

/** To the person for whom something was done, and to everybody else who acts for them. */
export function actedFor({what, worker, path, toHolder, ...who}: ActedFor): Letter {
  return {
    subject: `${who.by} ${WHAT[what](worker)}, for ${toHolder ? 'you' : who.forName}`,
    body: paragraphs(
      byWhom(who),
      toHolder
        ? 'If this is not what you want, tell them, or tell us. You can see who acts for you, and end it.'
        : `You act for ${who.forName} too. If you see it differently, talk to them, or tell us.`,
    ),
    path,
  };
}
