import {paragraphs, type Letter} from './letter.js';

export interface PlanMoved {
  what: 'offered' | 'agreed' | 'reopened' | 'accepted' | 'returned';
  person: string;
  /** Whether it goes to the person whose plan it is. */
  toPerson: boolean;
}

const WHAT: Record<PlanMoved['what'], (whose: string) => {subject: string; body: string}> = {
  offered: (whose) => ({
    subject: `${whose} support plan is written: please read it`,
    body: 'Say whether it is right, or what should change. Nothing goes to the council before somebody agrees it.',
  }),
  agreed: (whose) => ({
    subject: `${whose} support plan is agreed`,
    body: 'It is with the council now, which accepts it or says why not.',
  }),
  reopened: (whose) => ({
    subject: `${whose} support plan is being changed`,
    body: 'It is a draft again, and can be written in.',
  }),
  accepted: (whose) => ({
    subject: `The council accepts ${whose.charAt(0).toLowerCase()}${whose.slice(1)} support plan`,
    body: 'You can look for support with it now.',
  }),
  returned: (whose) => ({
    subject: `The council does not accept ${whose.charAt(0).toLowerCase()}${whose.slice(1)} support plan yet`,
    body: 'Read why, and what would have to change.',
  }),
};

/** To the person whose plan it is, and to whoever writes or agrees it with them. What it says stands on the page alone. */
export function planMoved({what, person, toPerson}: PlanMoved): Letter {
  const {subject, body} = WHAT[what](toPerson ? 'Your' : `${person}’s`);
  return {subject: toPerson ? subject : ofName(subject, person), body: paragraphs(body), path: '/plan'};
}

/** A name keeps its capital within a sentence. */
function ofName(subject: string, person: string): string {
  return subject.replace(`${person.charAt(0).toLowerCase()}${person.slice(1)}’s`, `${person}’s`);
}
