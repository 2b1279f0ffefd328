import type {Columns, Matched} from '../../columns/columns.js';
import type {Ready} from '../../columns/live-columns.js';
import type {Tiers} from '../../columns/remembered-matches.js';
import {cellsAround} from '../../document/cells.js';
import type {SearchQuery} from '../../query/search-query.js';
import {matchWords} from './match-words.js';
import type {MeilisearchHttp} from './meilisearch-http.js';
import type {WordsAnswer} from './read-answer.js';

const ALIKE: Tiers = {of: new Map(), last: 0};

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
    const {numbers, tiers} = await this.ask(ready, query, filter);
    return matched([numbers], tiers);
  }

  /** Of any council, so that what is remembered serves everybody; the columns know whose each is. */
  private async inCells(ready: Ready, query: SearchQuery, cells: readonly number[], anew = false): Promise<Matched> {
    const {columns, remembered} = ready;
    const {age} = remembered;
    const words = query.words.join(' ');
    const around = `${words} ${cells.join()}`;
    const known = query.sort === 'relevance' ? remembered.tiersOf(around) : ALIKE;
    const kept = cells.map((cell) => (known && !anew ? remembered.matches(words, cell) : undefined));
    const asked = cells.filter((_, index) => !kept[index]);
    if (asked.length === 0) this.note('memory');
    const answer = asked.length > 0 ? await this.ask(ready, query, [oneOf('cell', asked)]) : null;
    // Somebody's words or place changed while we asked: what is kept and what was said may count them twice.
    if (asked.length < cells.length && remembered.age !== age) return this.inCells(ready, query, cells, true);
    const found = byCell(columns, asked, answer?.numbers ?? []);
    for (const [cell, numbers] of found) remembered.keep(age, words, cell, numbers);
    if (answer && !known) remembered.keepTiers(age, around, answer.tiers);
    const lists = cells.map((cell, index) => found.get(cell) ?? kept[index] ?? []);
    return matched(lists, known ?? answer?.tiers ?? ALIKE);
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

function matched(lists: readonly (readonly number[])[], {of, last}: Tiers): Matched {
  return {lists, tier: (number) => of.get(number) ?? last};
}

const oneOf = (attribute: string, values: readonly number[]) => `${attribute} IN [${values.join()}]`;
