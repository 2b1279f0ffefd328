import type {Columns, Matched} from '../../columns/columns.js';
import type {Ready} from '../../columns/live-columns.js';
import {cellsAround} from '../../document/cells.js';
import type {SearchQuery} from '../../query/search-query.js';
import {matchWords, type WordsAnswer} from './match-words.js';
import type {MeilisearchHttp} from './meilisearch-http.js';

/** Where an answer came from. */
export type MatchedFrom = 'memory' | 'index';

/** Who matches a question's words: as it is remembered of the cells around its place, else as Meilisearch says. */
export class WordMatches {
  constructor(
    private readonly meilisearch: MeilisearchHttp,
    private readonly note: (from: MatchedFrom) => void,
  ) {}

  async of(ready: Ready, query: SearchQuery): Promise<Matched> {
    const nearby = query.origin ? cellsAround(query.origin, query.within) : ({in: 'anywhere'} as const);
    if (nearby.in === 'cell') return this.inCells(ready, query, nearby.values);
    // Far and wide there are too many to remember.
    const filter = nearby.in === 'area' ? [oneOf('area', nearby.values)] : [];
    if (query.councilId) filter.push(`council = ${JSON.stringify(query.councilId)}`);
    const {all, asTyped} = await this.ask(ready, query, filter);
    return matched([all], asTyped && [asTyped]);
  }

  /** Of any council, so that what is remembered serves everybody; the columns know whose each is. */
  private async inCells(ready: Ready, query: SearchQuery, cells: readonly number[], anew = false): Promise<Matched> {
    const {columns, remembered} = ready;
    const {age} = remembered;
    const words = query.words.join(' ');
    const ranked = query.sort === 'relevance';
    const kept = cells.map((cell) => (anew ? undefined : remembered.matches(words, cell)));
    const keptTyped = ranked ? cells.map((cell) => (anew ? undefined : remembered.matches(typed(words), cell))) : null;
    const asked = cells.filter((_, index) => !kept[index] || (keptTyped && !keptTyped[index]));
    if (asked.length === 0) {
      this.note('memory');
      return matched(kept as number[][], keptTyped as number[][] | null);
    }
    const {all, asTyped} = await this.ask(ready, query, [oneOf('cell', asked)]);
    // Somebody's words or place changed while we asked: what is kept and what was said may count them twice.
    if (asked.length < cells.length && remembered.age !== age) return this.inCells(ready, query, cells, true);
    const take = (key: string, numbers: readonly number[], before: readonly (readonly number[] | undefined)[]) => {
      const found = byCell(columns, asked, numbers);
      for (const [cell, each] of found) remembered.keep(age, key, cell, each);
      return cells.map((cell, index) => found.get(cell) ?? before[index] ?? []);
    };
    return matched(take(words, all, kept), keptTyped && take(typed(words), asTyped ?? [], keptTyped));
  }

  private ask({uid}: Ready, {words, sort}: SearchQuery, filter: string[]): Promise<WordsAnswer> {
    this.note('index');
    return matchWords(this.meilisearch, uid, {words, filter, ranked: sort === 'relevance'});
  }
}

/** Each in the cell where it is now; who is in none that was asked about has moved and is found where they are. */
function byCell(columns: Columns, cells: readonly number[], numbers: readonly number[]): Map<number, number[]> {
  const found = new Map(cells.map((cell) => [cell, [] as number[]]));
  for (const number of numbers) found.get(columns.cellOf(number) ?? -1)?.push(number);
  return found;
}

/** Who has the words as they were typed comes first. */
function matched(lists: readonly (readonly number[])[], asTyped: readonly (readonly number[])[] | null): Matched {
  const first = new Set(asTyped?.flat());
  return {lists, tier: asTyped ? (number) => Number(!first.has(number)) : () => 0};
}

/** Under what the words as they were typed are remembered: nobody types a quote, words are letters and digits. */
const typed = (words: string) => `"${words}`;

const oneOf = (attribute: string, values: readonly number[]) => `${attribute} IN [${values.join()}]`;
