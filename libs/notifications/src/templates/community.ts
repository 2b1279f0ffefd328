import {formatDay, type Day} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

/** To those who look at what groups and clubs send. */
export function communityWaiting(data: {communityId: string; asks: boolean}): Letter {
  return {
    subject: data.asks ? 'Is a group’s entry still right?' : 'A group or service waits to be looked at',
    body: data.asks
      ? 'Nobody has touched it for long, and there is no address to ask. Say that it is right, or let it rest.'
      : 'Nobody sees it before you have said yes.',
    path: `/council/groups/${data.communityId}`,
  };
}

export interface CommunityLink {
  what: 'invited' | 'asked' | 'shown' | 'refused';
  name: string;
  council: string;
  /** Whole, with the secret that opens it. */
  link: string;
  reason: string;
  restsOn: Day | null;
}

const SUBJECTS: Record<CommunityLink['what'], (name: string) => string> = {
  invited: (name) => `Your entry in our directory: ${name}`,
  asked: (name) => `Is your entry still right: ${name}?`,
  shown: (name) => `Your entry shows now: ${name}`,
  refused: (name) => `Your entry has to be changed: ${name}`,
};

/** To whoever speaks for a group, who has no account. */
export function communityLink({what, name, council, link, reason, restsOn}: CommunityLink): Letter {
  const said = {
    invited: `${council} found ${name} in a public directory and would like to list it for people who look for support. Open the link to say that you speak for it, and to put right what is wrong. Nothing shows before.`,
    asked: `Read it through and say that it is right, or change what is not.${restsOn ? ` Without an answer others no longer see it from ${formatDay(restsOn)}.` : ''}`,
    shown: 'People who look for support can find it now. Keep this link: with it you change the entry or take it down.',
    refused: `The council has looked at it. What to change: ${reason}`,
  }[what];
  return {
    subject: SUBJECTS[what](name),
    body: paragraphs(`Dear ${name}`, said, link, 'If this is not about you, do nothing.'),
    path: null,
  };
}
