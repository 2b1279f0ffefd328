import {typosAllowed, typosBetween} from './typos.js';

/** So many words that differ in one letter, or two, are taken, in order: where Meilisearch stops too. */
const MOST_OF_ONE = 150;
const MOST_OF_TWO = 50;

/** Every word that documents hold, to find those that somebody may have meant. */
export class Vocabulary {
  private readonly byFirstLetter = new Map<string, string[]>();
  private sorted = true;

  add(words: Iterable<string>): void {
    for (const word of words) {
      const first = firstLetter(word);
      const beside = this.byFirstLetter.get(first);
      if (beside) beside.push(word);
      else this.byFirstLetter.set(first, [word]);
    }
    this.sorted = false;
  }

  /** Words that differ from what was typed, by no more than a slip: a wrong first letter counts for two. */
  meant(typed: string, unfinished: boolean): string[] {
    this.sort();
    const most = typosAllowed(typed);
    if (most === 0) return [];
    const found: [string[], string[]] = [[], []];
    const note = (word: string, typos: number): void => {
      const [one, two] = found;
      if (typos === 1 && one.length < MOST_OF_ONE) one.push(word);
      if (typos === 2 && two.length < MOST_OF_TWO) two.push(word);
    };
    for (const [first, words] of this.byFirstLetter) {
      const same = first === firstLetter(typed);
      if (!same && most === 1) continue;
      for (const word of words) {
        const typos = same ? typosBetween(typed, word, unfinished, most) : slipAtStart(typed, word, unfinished);
        if (typos) note(word, typos);
      }
    }
    return found.flat();
  }

  private sort(): void {
    if (this.sorted) return;
    for (const words of this.byFirstLetter.values()) words.sort();
    this.sorted = true;
  }
}

const firstLetter = (word: string): string => String.fromCodePoint(word.codePointAt(0) ?? 0);

/** Where the first letters differ the one slip must be there, and the rest must be the same. */
function slipAtStart(typed: string, word: string, unfinished: boolean): 2 | null {
  const rest = typed.slice(firstLetter(typed).length);
  const tails: [string, number][] = [
    [rest, firstLetter(word).length], // another letter
    [typed, firstLetter(word).length], // one left out
    [rest, 0], // one too many
  ];
  const fits = tails.some(
    ([tail, from]) => word.startsWith(tail, from) && (unfinished || word.length === from + tail.length),
  );
  const swapped = rest.slice(0, 1) + typed.slice(0, 1) + rest.slice(1);
  return fits || (unfinished ? word.startsWith(swapped) : word === swapped) ? 2 : null;
}
