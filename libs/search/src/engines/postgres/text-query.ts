import {isExact} from '../../words/typos.js';
import type {Vocabulary} from '../../words/vocabulary.js';

/** A question's words for PostgreSQL: as they were typed, and with what may have been meant. */
export interface TextQuery {
  exact: string;
  /** The same as `exact` where nothing else may have been meant. */
  loose: string;
}

/** Words hold letters and digits alone (`tokensOf`), so that quotes are all they need. */
export function textQuery(words: readonly string[], vocabulary: Vocabulary): TextQuery | null {
  if (words.length === 0) return null;
  const exact: string[] = [];
  const loose: string[] = [];
  words.forEach((word, index) => {
    const unfinished = index === words.length - 1 && !isExact(word);
    const typed = `'${word}'${unfinished ? ':*' : ''}`;
    const meant = vocabulary.meant(word, unfinished).map((each) => `'${each}'`);
    exact.push(typed);
    loose.push(`(${[typed, ...meant].join(' | ')})`);
  });
  return {exact: exact.join(' & '), loose: loose.join(' & ')};
}
