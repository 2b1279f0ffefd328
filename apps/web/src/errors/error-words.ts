import {words} from '../words/t.js';

/** What a page that could not be given says: what happened, and what to do now. */
export interface ErrorWords {
  title: string;
  /** Paragraphs. */
  text: string[];
}

const WORDS: Record<number, ErrorWords> = words({
  400: {
    title: 'We could not read that',
    text: ['Something in the address or in what you sent is not as we expected. Go back, check it and try again.'],
  },
  401: {
    title: 'Sign in to see this page',
    text: ['This page is for people who have signed in.'],
  },
  403: {
    title: 'You cannot see this page',
    text: [
      'This page is for somebody else, or your part in this service does not include it.',
      'If you think that you should be able to see it, ask us.',
    ],
  },
  404: {
    title: 'Page not found',
    text: [
      'If you typed the web address, check that it is right. If you pasted it, check that you copied all of it.',
      'The page may also have gone, or may be for somebody else.',
    ],
  },
  409: {
    title: 'Something has changed',
    text: ['Somebody else changed this while you were looking at it. Go back, look at it again and try once more.'],
  },
  413: {
    title: 'That is too large',
    text: ['What you sent is larger than we can take. Send less at a time.'],
  },
  422: {
    title: 'We cannot do that',
    text: ['A rule stands against what you asked for. Go back, change your answers and try again.'],
  },
  429: {
    title: 'Too many tries',
    text: ['You have asked for this many times in a short while. Wait a few minutes, then try again.'],
  },
  500: {
    title: 'Sorry, something went wrong',
    text: [
      'This is our fault, not yours. What you were doing may not be saved.',
      'Try again in a few minutes. If it happens again, tell us and give us the reference below.',
    ],
  },
  503: {
    title: 'Sorry, this is not available now',
    text: ['Try again in a few minutes. Nothing that you saved before is lost.'],
  },
});

/** A page left open for long, or cookies switched off: the form's token no longer fits. */
export const EXPIRED: ErrorWords = words({
  title: 'This page was open for too long',
  text: [
    'For your safety we did not take what you sent, and nothing was changed.',
    'Go back, load the page again and send it once more. Your browser must allow cookies from this website.',
  ],
});

/** Errors that have a way out of their own, by their code. */
const WORDS_OF_CODE: Record<string, ErrorWords> = words({
  FRESH_SIGN_IN_NEEDED: {
    title: 'Show us once more that it is you',
    text: [],
  },
  REPRESENTATION_ENDED: {
    title: 'You cannot act for them any more',
    text: ['Nothing was changed. If you think that you should still be able to act for them, ask us.'],
  },
});

export function wordsFor(status: number, code = ''): ErrorWords {
  return WORDS_OF_CODE[code] ?? WORDS[status] ?? WORDS[status < 500 ? 400 : 500] ?? EXPIRED;
}
