import {formatDay, formatTime, londonDay} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

const when = (startsAt: string, endsAt: string) => {
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  return `${formatDay(londonDay(from))}, ${formatTime(from)} to ${formatTime(to)}`;
};

/** To somebody who is named as a back-up: could they come? */
export function coverAsked(data: {
  askId: string;
  holder: string;
  startsAt: string;
  endsAt: string;
  answerBy: string;
}): Letter {
  return {
    subject: `Can you come instead? ${data.holder}`,
    body: paragraphs(
      `${data.holder} has named you as a back-up, and whoever was to come cannot.`,
      `It is ${when(data.startsAt, data.endsAt)}.`,
      `Please answer by ${formatTime(new Date(data.answerBy))}. After that somebody else is asked too, and whoever says yes first comes.`,
    ),
    urgent: true,
    path: `/cover-asks/${data.askId}`,
  };
}

const SUBJECTS = {
  started: 'Somebody else is looked for',
  ring: 'Please ring your back-up',
  found: 'Somebody comes instead',
  nobody: 'Nobody has been found yet',
  withdrawn: 'Nobody is looked for any more',
} as const;

/** To both sides of a visit, and to whoever comes instead: how it stands with cover. */
export function coverTold(data: {
  path: string;
  what: keyof typeof SUBJECTS;
  /** The PA or provider who cannot come, to the holder; the holder to everybody else. */
  other: string;
  forName: string;
  side: 'holder' | 'worker' | 'cover';
  startsAt: string;
  endsAt: string;
  /** Who comes, or is to be rung. */
  name: string | null;
}): Letter {
  const {what, other, side, name} = data;
  const holder = side === 'holder';
  return {
    subject: `${SUBJECTS[what]}: ${other}`,
    body: paragraphs(
      data.forName && `This is about the support of ${data.forName}.`,
      `It is the visit on ${when(data.startsAt, data.endsAt)}.`,
      what === 'started' &&
        (holder
          ? `${other} cannot come. Those you named are asked, one after the other.`
          : 'Others are asked to come instead of you.'),
      what === 'ring' && name && `${name} cannot be asked here. Please ring them, and say here what they said.`,
      what === 'found' &&
        name &&
        (side === 'cover'
          ? 'You come instead. It is in your diary.'
          : `${name} comes instead${holder ? '' : ', and you need not come'}.`),
      what === 'nobody' &&
        (holder
          ? 'Everybody you named was asked. Ring the council if you need help.'
          : 'Everybody who was named was asked. The visit stands.'),
      what === 'withdrawn' && 'The visit is as it was.',
    ),
    urgent: what !== 'withdrawn',
    path: data.path,
  };
}
