import {paragraphs, type Letter} from './letter.js';

export interface ProposalTold {
  proposalId: string;
  what: 'made' | 'accepted' | 'declined' | 'change_wanted' | 'withdrawn';
  kind: 'terms' | 'visits';
  proposer: string;
  person: string;
  /** The PA or provider. */
  worker: string;
  to: 'person' | 'representative' | 'proposer';
}

/** That something is proposed, to whoever says yes or no; what the answer was, to who proposed it. */
export function proposalTold(data: ProposalTold): Letter {
  const {proposalId, what, kind, proposer, person, worker, to} = data;
  const path = `/proposals/${proposalId}`;
  const about = to === 'person' ? 'you' : person;
  if (what === 'made') {
    return {
      subject: `${proposer} proposes ${worker} for ${about}`,
      body: paragraphs(
        kind === 'terms' ? `It is about working with ${worker}.` : `It is about visits from ${worker}.`,
        'Say yes or no, or what should change. Nothing is arranged before a yes.',
      ),
      path,
    };
  }
  if (what === 'withdrawn') {
    return {subject: `${proposer} has taken a proposal back`, body: `It was about ${worker}.`, path};
  }
  const said = {accepted: 'Yes', declined: 'No', change_wanted: 'A change is wanted'}[what];
  return {
    subject: `${said}: ${worker} for ${about}`,
    body: paragraphs(
      what === 'accepted' ? `${worker} has been asked.` : 'Nothing was arranged. What they said to it is on the page.',
    ),
    path,
  };
}
