/** Words in a row that may be the name of a place. */
export interface MaybePlace {
  name: string;
  /** What is left when the name is taken out. */
  rest: string;
}

const MOST_IN_A_NAME = 4;
const MOST_WORDS = 12;
const PREPOSITION = /(?:^|\s)(?:near|nr|around|round|in|(?:near|close) to|(?:miles?|km) (?:of|from))$/i;
/** Behind such a word these are no place. */
export const NO_PLACE = /^(?:me|us|you|here|home|my|our|the|by|a|an|this|where)\b/i;
/** They say of a place no more than its name does. */
const OF_A_PLACE = /^(?:(?:city|town|village)(?:\s+cent(?:re|er))?|cent(?:re|er)|area|and\s+area)(?!\p{L})/iu;

/**
 * What of some words may be a place, the likeliest first: many words before few, what stands earlier before what
 * stands later.
 * @param behind only what stands behind “near” or “in”
 */
export function maybePlaces(text: string, behind: boolean): MaybePlace[] {
  const words = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS);
  const maybe: MaybePlace[] = [];
  for (let length = MOST_IN_A_NAME; length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const name = words.slice(from, from + length).join(' ');
      const said = PREPOSITION.test(words.slice(Math.max(0, from - 2), from).join(' '));
      if ((behind && !said) || NO_PLACE.test(name)) continue;
      const after = words
        .slice(from + length)
        .join(' ')
        .replace(OF_A_PLACE, '');
      const before = words.slice(0, from - (said ? 1 : 0));
      maybe.push({name, rest: [...before, after.trim()].join(' ').trim()});
    }
  }
  return maybe;
}
