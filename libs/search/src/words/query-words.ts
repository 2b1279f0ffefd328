import {singular, tokensOf} from './tokens.js';

/** Words that say nothing of whom somebody looks for: all we list are people who care, help and support. */
const STOP = new Set(
  `a an the and or of for to in on at by from with into near nr nearby around close me my i im we our us you your he him his
   she her they them it its is are be do does need needs needed want wants wanted looking look find finding get some any
   someone somebody anyone who that can could would like please help helps helping helper support supporting care caring
   service services local area`
    .split(/\s+/)
    .filter(Boolean)
    .map(singular),
);

/** Several words that mean one thing, and how that thing is called in the documents. */
const PHRASES: readonly [RegExp, string][] = [
  [/\bpersonal assistants?\b/g, 'pa'],
  [/\b(?:support|care) workers?\b/g, 'pa'],
  [/\bnight sitt(?:er|ers|ing)\b/g, 'waking night'],
  [/\bday (?:centres?|centers?|services?|care)\b/g, 'day opportunity'],
  [/\blearning difficult(?:y|ies)\b/g, 'learning disability'],
  [/\bmemory (?:loss|problems?)\b/g, 'dementia'],
];

/** Meilisearch reads no more of a question. */
const MOST = 10;

/** What somebody typed, as the words to look for, in order. The last one may be unfinished. Empty: any listing will do. */
export function queryWords(text: string): string[] {
  const plain = PHRASES.reduce((so, [phrase, meaning]) => so.replace(phrase, meaning), tokensOf(text).join(' '));
  const words = plain.split(' ').map(singular);
  return [...new Set(words.filter((word) => word && !STOP.has(word)))].slice(0, MOST);
}
