import {formatDay, type Day} from '@app/kernel';
import {byWhom, type ByWhom} from './acted-for.js';
import {counted, paragraphs, type Letter} from './letter.js';

const SUBJECTS = {
  cancelled_one: 'A visit is called off',
  cancelled_following: 'Visits are called off',
  missed: 'Nobody came to a visit',
  nobody_in: 'Nobody was in for a visit',
  paused: 'Visits pause',
  resumed: 'Visits go on',
  not_resumed: 'Visits do not go on',
  funded: 'Money is set aside for planned visits',
  will_not_fit: 'There is too little money for planned visits',
  unfunded: 'Nothing pays for some visits any more',
  payers_changed: 'Another budget pays for visits',
  ending: 'Your work together ends',
  shared_ending: 'Visits that you share are called off',
} as const;

export interface VisitsTold {
  path: string;
  what: keyof typeof SUBJECTS;
  /** The PA or provider to the holder; the holder to the PA or provider. */
  other: string;
  forName: string;
  side: 'holder' | 'worker';
  visits: number;
  /** The day of the visit or the first of them, or the day from which it is so. */
  firstOn: Day;
  /** One of them was to be today. */
  today: boolean;
  /** In the words of whoever did it. */
  reason: string | null;
  who: ByWhom | null;
}

/** To both sides: what happened to visits, or to the money for them, and what follows. */
export function visitsTold(data: VisitsTold): Letter {
  return {
    subject: `${SUBJECTS[data.what]}: ${data.other}`,
    body: paragraphs(
      data.forName && `This is about the support of ${data.forName}.`,
      whatHappened(data),
      data.today && 'One of them was to be today.',
      whatFollows(data),
      data.reason && `They said: “${data.reason}”`,
      data.who && byWhom(data.who),
    ),
    urgent: data.today || data.what === 'missed',
    path: data.path,
  };
}

function whatHappened({what, visits, firstOn}: VisitsTold): string {
  const day = formatDay(firstOn);
  const some = counted(visits, 'visit');
  return {
    cancelled_one: `The visit on ${day} was cancelled. The others stay as they are.`,
    cancelled_following: `The visits from ${day} on were cancelled.`,
    missed: `It was recorded that nobody came on ${day}.`,
    nobody_in: `It was recorded that nobody was in on ${day}.`,
    paused: `${some}, the first on ${day}, will not take place.`,
    not_resumed: `${some} from ${day} on are called off, because of other work taken meanwhile.`,
    resumed: `${some} will take place again, the first on ${day}.`,
    funded: `Planned visits, the first on ${day}, now have their money set aside.`,
    will_not_fit: `The planned visit on ${day} costs more than is left. It stays planned, and so do those after it.`,
    unfunded: `The budget that was to pay ends. Visits from ${day} on stay planned, and nothing pays for them yet.`,
    payers_changed: `${some} from ${day} on are paid from another budget. Who comes and when stays the same.`,
    ending: `The last day is ${day}.`,
    shared_ending: `They were booked under an agreement that ends. Its last day is ${day}.`,
  }[what];
}

function whatFollows({what, side, visits}: VisitsTold): string | false {
  const holder = side === 'holder';
  const told = 'They have been told too.';
  const paid = 'What you agreed for such a time is paid';
  const after =
    visits > 0 && `${counted(visits, 'visit')} after it ${visits === 1 ? 'is' : 'are'} called off, and cost nothing.`;
  const follows: Partial<Record<typeof what, string | false>> = {
    missed: holder ? 'All the money for it is back in the budget.' : 'If you did come, write to them, or ask us.',
    nobody_in: holder && 'What you agreed for short notice waits for your approval. You can send it back.',
    paused: holder ? `${paid}; the rest is back in the budget.` : `${paid}.`,
    will_not_fit: holder ? 'Choose fewer visits or another budget, or ask the council for a review.' : told,
    unfunded: holder ? 'Choose another budget for them, or ask the council.' : told,
    ending: after,
    shared_ending: after,
  };
  return follows[what] ?? false;
}
