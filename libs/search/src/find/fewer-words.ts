import type {Question, Thesaurus} from '../words/thesaurus.js';
import {singular, tokensOf} from '../words/tokens.js';

/** Words without those that mean nothing anybody could offer or be. */
export interface FewerWords {
  kept: string;
  leftOut: string;
  question: Question;
}

/** `carer who likes chess`: chess is what nobody may have written. Null where all words mean something, or none does. */
export function fewerWords(q: string, thesaurus: Thesaurus): FewerWords | null {
  const {words, known} = thesaurus.question(q);
  if (known.length === 0 || known.length === words.length) return null;
  const unknown = new Set(words.filter((word) => !known.includes(word)));
  const typed = q.split(/\s+/).filter(Boolean);
  const isUnknown = (word: string) => tokensOf(word).some((token) => unknown.has(singular(token)));
  const kept = typed.filter((word) => !isUnknown(word)).join(' ');
  const question = thesaurus.question(kept);
  if (question.words.length === 0) return null;
  return {kept, leftOut: typed.filter(isUnknown).join(' '), question};
}
