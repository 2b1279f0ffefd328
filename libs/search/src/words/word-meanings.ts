import {typosAllowed, typosBetween} from './typos.js';

/** So much of a word must be typed before it is taken for the beginning of one. */
const BEGUN = 3;

/** What single words mean that somebody can offer or be, with the slips that a search forgives. */
export class WordMeanings {
  private readonly facts = new Map<string, Set<string>>();
  private readonly byFirstLetter = new Map<string, string[]>();

  add(word: string, fact: string): void {
    const known = this.facts.get(word);
    if (known) {
      known.add(fact);
      return;
    }
    this.facts.set(word, new Set([fact]));
    const letter = word.charAt(0);
    this.byFirstLetter.set(letter, [...(this.byFirstLetter.get(letter) ?? []), word]);
  }

  of(typed: string, unfinished: boolean): string[] {
    const exact = this.facts.get(typed);
    if (exact) return [...exact];
    const begun = unfinished && typed.length >= BEGUN;
    const most = typosAllowed(typed);
    const meant = (this.byFirstLetter.get(typed.charAt(0)) ?? []).filter(
      (word) => (begun && word.startsWith(typed)) || (most > 0 && typosBetween(typed, word, begun, most) !== null),
    );
    return [...new Set(meant.flatMap((word) => [...(this.facts.get(word) ?? [])]))];
  }
}
