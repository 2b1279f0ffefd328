import {paragraphs, type Letter} from './letter.js';

export interface RepresentationTold {
  holder: string;
  representative: string;
  kind: 'nominated' | 'authorised' | 'attorney' | 'deputy' | 'carer' | 'broker' | 'fund_holder';
  to: 'holder' | 'representative' | 'other';
}

const KINDS: Record<RepresentationTold['kind'], string> = {
  nominated: 'nominated person',
  authorised: 'authorised person',
  attorney: 'attorney',
  deputy: 'deputy',
  carer: 'carer',
  broker: 'broker or support planner',
  fund_holder: 'fund holder',
};

/** To both, and to everybody else who acts for the holder: somebody may act from now on. */
export function representationRecorded({holder, representative, kind, to}: RepresentationTold): Letter {
  const as = `as ${to === 'holder' ? 'your' : 'their'} ${KINDS[kind]}`;
  if (to === 'representative') {
    return {
      subject: `You can now act for ${holder}`,
      body: paragraphs(`The council has recorded you ${as}.`, 'You can see what you may do for them.'),
      path: '/acting',
    };
  }
  return {
    subject: `${representative} can now act for ${to === 'holder' ? 'you' : holder}`,
    body: paragraphs(
      `The council has recorded them ${as}.`,
      to === 'holder' ? 'You can see what they may do. If this is not right, tell us.' : `You act for ${holder} too.`,
    ),
    path: to === 'holder' ? '/who-acts-for-me' : '/acting',
  };
}

/** To the same people: it is over. */
export function representationEnded({holder, representative, kind, to}: RepresentationTold): Letter {
  return {
    subject: {
      holder: `${representative} no longer acts for you`,
      representative: `You no longer act for ${holder}`,
      other: `${representative} no longer acts for ${holder}`,
    }[to],
    body: paragraphs(
      `It was as ${KINDS[kind]}. What was done before stays as it is.`,
      'If this is not right, tell us.',
    ),
    path: to === 'holder' ? '/who-acts-for-me' : '/acting',
  };
}

/** To whoever decided something for somebody who can decide it again. */
export function capacityReturned({holder, area}: {holder: string; area: 'money' | 'welfare'}): Letter {
  const about = area === 'money' ? 'their money' : 'their care and support';
  return {
    subject: `${holder} can decide for themselves`,
    body: paragraphs(
      `The council has recorded that ${holder} can decide about ${about}.`,
      'You no longer decide this for them where you did because they could not.',
    ),
    path: '/acting',
  };
}
