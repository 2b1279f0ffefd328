import {isExact} from '../words/typos.js';
import {inAll, type Matches} from './cell-matches.js';
import type {RememberedMatches} from './remembered-matches.js';

/** A word as it is looked for: all but the last of a question are finished, so that nothing that only begins so is meant. */
export interface SoughtWord {
  word: string;
  finished: boolean;
}

export function soughtWords(words: readonly string[]): SoughtWord[] {
  return words.map((word, at) => ({word, finished: at < words.length - 1 || isExact(word)}));
}

/** What is remembered of words goes by it; of one word that is finished by another than of its beginning. */
export const keyOf = (words: readonly string[]) => words.join(' ');
export const wordKey = ({word, finished}: SoughtWord) => (finished && !isExact(word) ? `${word}.` : word);

/**
 * Whom words match in a cell, as far as it is remembered: of all of them together, or of each alone. Who matches all is
 * who matches each, so that few words answer any question that is made of them.
 */
export function knownMatches(
  remembered: RememberedMatches,
  words: readonly string[],
  ranked: boolean,
): (cell: number) => Matches | undefined {
  const together = remembered.of(keyOf(words), ranked);
  if (words.length < 2) return together;
  const each = soughtWords(words).map((word) => remembered.of(wordKey(word), ranked));
  return (cell) => {
    const known = together(cell);
    if (known) return known;
    const parts: Matches[] = [];
    for (const matchesIn of each) {
      const part = matchesIn(cell);
      if (!part) return undefined;
      parts.push(part);
    }
    const found = inAll(parts);
    remembered.keep(remembered.age, keyOf(words), cell, found);
    return found;
  };
}

/** Whether it is known of each word whom it matches anywhere, but for what changed since. */
export const isKnownEverywhere = (remembered: RememberedMatches, words: readonly string[]) =>
  remembered.isEverywhere(keyOf(words)) || soughtWords(words).every((word) => remembered.isEverywhere(wordKey(word)));
