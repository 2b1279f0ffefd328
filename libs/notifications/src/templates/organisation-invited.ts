import {paragraphs, type Letter} from './letter.js';

const WORK = {
  lead: 'You would lead it: change the listing, answer bookings, see bills, and say who does what.',
  organiser: 'You would organise: change the listing, answer bookings and write to people.',
  worker: 'You would work there: answer bookings, record hours and write to people.',
  bookkeeper: 'You would keep the books: see and send bills.',
};

interface Invited {
  organisation: string;
  invitedBy: string;
  role: keyof typeof WORK;
  /** For somebody without an account: where they sign in, or open one. */
  signIn: string | null;
}

/** To somebody who is asked to belong to an organisation. */
export function organisationInvited({organisation, invitedBy, role, signIn}: Invited): Letter {
  return {
    subject: `${invitedBy} asks you to belong to ${organisation}`,
    body: paragraphs(
      WORK[role],
      signIn
        ? `You can say yes or no once you sign in with this e-mail address. If you have no account yet, you can open one there: ${signIn}`
        : 'You can say yes or no. You belong to it only if you say yes.',
      'If you do not know them, say no, or do nothing.',
    ),
    path: signIn ? null : '/invitations',
  };
}
