import {Phrases} from './phrases.js';
import {WordMeanings} from './word-meanings.js';
import {singular, tokensOf} from './tokens.js';

/**
 * What words are to a search: `same` mean one thing whichever is typed or written; `finds` find whoever offers what
 * they are about; `quiet` say nothing of whom somebody looks for.
 */
export const MEANINGS = ['same', 'finds', 'quiet'] as const;
export type Meaning = (typeof MEANINGS)[number];

export interface Term {
  /** Null: every council's. */
  councilId: string | null;
  meaning: Meaning;
  about: string | null;
  words: readonly string[];
}

interface Same {
  /** One word, found in every document that says any of them, and asked for in place of a phrase. */
  concept: string;
  words: Set<string>;
}

export interface Question {
  /** The words to look for, in order; the last one may be unfinished. Empty: any listing will do. */
  words: readonly string[];
  /**
   * What words mean that somebody can offer or be, one list for each such word, any of them will do: `service:cleaning`.
   * Whoever has it comes before those who only say the word.
   */
  meant: readonly (readonly string[])[];
  /** The words that mean any of it. */
  known: readonly string[];
}

const KEPT_QUESTIONS = 5_000;
/** Meilisearch reads no more of a question. */
const MOST = 10;

/** What the words in force on a day mean to one council, or to whoever is not signed in. */
export class Thesaurus {
  private readonly quiet = new Phrases<null>();
  private readonly said = new Phrases<Same>();
  /** Phrases of a question: of both kinds, so that the longest one counts. */
  private readonly asked = new Phrases<Same | null>();
  private readonly finds = new Map<string, string[][]>();
  /** Words that mean something: none of them is a slip in one that says nothing. */
  private readonly known = new Set<string>();
  private readonly meanings = new WordMeanings();
  private readonly kept = new Map<string, Question>();
  private readonly byFact = new Map<string, {same: readonly Same[]; words: readonly string[]}>();

  constructor(terms: readonly Term[]) {
    for (const {words} of terms.filter(({meaning}) => meaning !== 'quiet')) {
      for (const word of words.flatMap(wordsOf)) this.known.add(word);
    }
    for (const {words} of terms.filter(({meaning}) => meaning === 'quiet')) {
      for (const tokens of words.map(wordsOf)) {
        this.quiet.add(tokens, null);
        this.asked.add(tokens, null);
      }
    }
    for (const {about, words} of terms.filter(({meaning}) => meaning === 'finds')) {
      const found = words.map(wordsOf);
      this.finds.set(about ?? '', [...(this.finds.get(about ?? '') ?? []), ...found]);
      for (const [word, ...more] of found) if (word && more.length === 0) this.meanings.add(word, about ?? '');
    }
    for (const {words} of terms.filter(({meaning}) => meaning === 'same')) this.addSame(words.map(wordsOf));
  }

  /** What somebody typed, as it is looked for. */
  question(text: string): Question {
    const before = this.kept.get(text);
    if (before) return before;
    if (this.kept.size >= KEPT_QUESTIONS) this.kept.clear();
    const words = this.ask(text);
    const meant = words.map((word, index) => this.meanings.of(word, index === words.length - 1));
    const known = words.filter((_, index) => (meant[index] as string[]).length > 0);
    const question = {words, meant: meant.filter((facts) => facts.length > 0), known};
    this.kept.set(text, question);
    return question;
  }

  /**
   * What else a listing can be found by.
   * @param texts what it says of its work
   * @param facts what it offers and is: `service:cleaning`, `need:dementia`
   */
  also(texts: readonly string[], facts: readonly string[]): string[] {
    const found = facts.map((fact) => this.foundBy(fact));
    const same = [...texts.flatMap((text) => this.sameIn(wordsOf(text))), ...found.flatMap((each) => each.same)];
    const words = [...new Set(same)].flatMap((group) => [...group.words]);
    return [...words, ...found.flatMap((each) => each.words)];
  }

  /** What finds whoever offers or is something, worked out once. */
  private foundBy(fact: string): {same: readonly Same[]; words: readonly string[]} {
    const known = this.byFact.get(fact);
    if (known) return known;
    const phrases = this.finds.get(fact) ?? [];
    const made = {
      same: [...new Set(phrases.flatMap((words) => this.sameIn(words)))],
      words: phrases.flat().filter((word) => !this.says(word)),
    };
    this.byFact.set(fact, made);
    return made;
  }

  private sameIn(words: readonly string[]): Same[] {
    return this.said.in(words).map(({value}) => value);
  }

  private addSame(terms: readonly string[][]): void {
    // What shares a word with a list before it is one with that list.
    const known = terms.map((tokens) => this.said.get(tokens)).find((each) => each !== undefined);
    const group = known ?? {concept: terms[0]?.join('') ?? '', words: new Set<string>()};
    const {concept} = group;
    for (const word of [concept, ...terms.flat()]) if (!this.says(word)) group.words.add(word);
    const own = new Set(terms.map((tokens) => tokens.join(' ')));
    for (const [fact, found] of this.finds) {
      if (!found.some((tokens) => own.has(tokens.join(' ')))) continue;
      for (const word of [concept, ...terms.flatMap((tokens) => (tokens.length === 1 ? tokens : []))]) {
        this.meanings.add(word, fact);
      }
    }
    for (const tokens of terms) {
      this.said.add(tokens, group);
      if (tokens.length > 1) this.asked.add(tokens, group);
    }
  }

  private says(word: string): boolean {
    return this.quiet.has([word]);
  }

  private ask(text: string): string[] {
    const words = wordsOf(text);
    const asked = this.asked.in(words, {slips: true});
    const at = new Map(asked.map((each) => [each.from, each]));
    const left: string[] = [];
    for (let place = 0; place < words.length; place += at.get(place)?.count ?? 1) {
      const phrase = at.get(place);
      const word = words[place] as string;
      const slip = phrase?.count === 1 && !this.says(word);
      if (!phrase || (slip && this.known.has(word))) left.push(word);
      else if (phrase.value) left.push(phrase.value.concept);
    }
    return [...new Set(left)].slice(0, MOST);
  }
}

const wordsOf = (text: string): string[] => tokensOf(text).map(singular);
