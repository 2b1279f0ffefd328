import {invalid} from '@app/kernel';
import {ZxcvbnFactory} from '@zxcvbn-ts/core';
import {adjacencyGraphs, dictionary} from '@zxcvbn-ts/language-common';

/** NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where a password may be all that is asked for. No rules beside. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 1_000;
/** What can be guessed in fewer tries than this is refused (zxcvbn: very hard to guess). */
const FEWEST_GUESSES = 1e10;
/** What lies behind is not looked at: the time would grow with it. */
const LOOKED_AT = 100;

let known: ZxcvbnFactory | null = null;

/**
 * Against a list that comes with the package: the 49,000 passwords most often found in breaches, with the changes that
 * people make to them, and words that go with the person. Nothing leaves this machine.
 * @param about what others know of them: their name, their e-mail address
 * @throws VALIDATION_FAILED
 */
export function requireStrongPassword(password: string, about: readonly string[] = [], field = 'password'): void {
  if ([...password].length < SHORTEST_PASSWORD) {
    const message = `Use ${SHORTEST_PASSWORD} characters or more. Three or four words that do not belong together are easy to type and hard to guess.`;
    throw invalid({field, message});
  }
  if (password.length > LONGEST_PASSWORD) {
    throw invalid({field, message: `Use ${LONGEST_PASSWORD.toLocaleString('en-GB')} characters or fewer.`});
  }
  known ??= new ZxcvbnFactory({dictionary, graphs: adjacencyGraphs});
  const words = ['alongside', ...about.flatMap((each) => each.split(/[\s@._-]+/)).filter((each) => each.length > 2)];
  if (known.check(password.slice(0, LOOKED_AT), words).guesses < FEWEST_GUESSES) {
    throw invalid({field, message: 'This password is easy to guess, or known from a breach. Choose another one.'});
  }
}
