import type {Day} from '@app/kernel';
import {Thesaurus, type Term} from '../words/thesaurus.js';

interface Database {
  query<T>(sql: string, values: unknown[]): Promise<T>;
}

/** What words mean on a day, council by council. */
export class Thesauri {
  private readonly made = new Map<string | null, Thesaurus>();
  private readonly said = new Map<string | null, readonly string[]>();

  constructor(private readonly terms: readonly Term[]) {}

  /** @param before is kept, with what it has worked out, where it says the same */
  static async on(database: Database, day: Day, before: Thesauri | null = null): Promise<Thesauri> {
    const read = new Thesauri(
      await database.query<Term[]>(`SELECT council_id AS "councilId", meaning, about, words FROM search_terms_on($1)`, [
        day,
      ]),
    );
    return before?.same(read) ? before : read;
  }

  /** @param councilId null for whoever is not signed in: what every council starts with */
  of(councilId: string | null): Thesaurus {
    const own = this.terms.some((term) => term.councilId !== null && term.councilId === councilId) ? councilId : null;
    const known = this.made.get(own);
    if (known) return known;
    const thesaurus = new Thesaurus(this.terms.filter((term) => term.councilId === null || term.councilId === own));
    this.made.set(own, thesaurus);
    return thesaurus;
  }

  /** What people say here, as it is written: to be offered while somebody types. */
  phrases(councilId: string | null): readonly string[] {
    const known = this.said.get(councilId);
    if (known) return known;
    const terms = this.terms.filter((term) => term.councilId === null || term.councilId === councilId);
    const words = terms.filter(({meaning}) => meaning !== 'quiet').flatMap((term) => term.words);
    const phrases = [...new Set(words)].sort((a, b) => a.localeCompare(b));
    this.said.set(councilId, phrases);
    return phrases;
  }

  /** What people say wherever they are, as it is looked for, each once. */
  get questions(): readonly (readonly string[])[] {
    const thesaurus = this.of(null);
    const questions = this.phrases(null).map((phrase) => thesaurus.question(phrase).words);
    return [...new Map(questions.map((words) => [words.join(' '), words])).values()];
  }

  /** Whether another says the same. */
  same({terms}: Thesauri): boolean {
    return JSON.stringify(terms) === JSON.stringify(this.terms);
  }
}
