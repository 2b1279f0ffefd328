import {paragraphs, type Letter} from './letter.js';

export interface SignInLinkWords {
  /** `known`: they asked for an account and have one; `nobody`: nobody signs in with it; `elsewhere`: with work accounts. */
  words: 'sign_in' | 'password' | 'account' | 'known' | 'nobody' | 'elsewhere';
  /** Null for an address that is nobody's: what a stranger typed goes to nobody else. */
  name: string | null;
  council: string;
  /** Whole, with what opens it once; null when there is nothing to open. */
  link: string | null;
  minutes: number;
  /** Where signing in begins. */
  start: string;
}

const SUBJECTS: Record<SignInLinkWords['words'], string> = {
  sign_in: 'Your link to sign in',
  password: 'Your link to choose a new password',
  account: 'Your link to open an account',
  known: 'You have an account already',
  nobody: 'You asked to sign in',
  elsewhere: 'Sign in with your work account',
};

const WHAT: Record<SignInLinkWords['words'], string> = {
  sign_in: 'You asked for a link to sign in. Follow it and press the button.',
  password: 'You asked to choose a new password. Follow this link. Once you have, everywhere else you are signed out.',
  account: 'You asked to open an account. Follow this link to prove that this address is yours.',
  known: 'You asked to open an account, and have one already. Follow this link to sign in to it.',
  nobody: 'You asked to sign in with this address, but there is no account with it. You may have used another one.',
  elsewhere: 'You asked for a link to sign in. Your council has its staff sign in with their work account instead.',
};

/** To whoever typed an address, at that address. It is sent to unknown ones too, so that asking tells nobody anything. */
export function signInLink({words, name, council, link, minutes, start}: SignInLinkWords): Letter {
  return {
    subject: SUBJECTS[words],
    body: paragraphs(
      name ? `Dear ${name}` : 'Hello',
      WHAT[words],
      link ?? start,
      link && `The link works once, for ${lasting(minutes)}.`,
      `If it was not you who asked, you need do nothing: nobody gets in without this email. ${council}`,
    ),
    path: null,
    urgent: true,
    secret: link !== null,
  };
}

function lasting(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
}
