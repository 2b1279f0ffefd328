import {asOne, byCell, seated, type Matches} from '../../columns/cell-matches.js';
import {isKnownEverywhere, keyOf, knownMatches} from '../../columns/known-matches.js';
import type {Ready} from '../../columns/live-columns.js';
import {areaOfCell, cellsAround, type Nearby} from '../../document/cells.js';
import type {SearchQuery} from '../../query/search-query.js';
import {NotInMemory} from '../memory-engine.js';
import {AskedEverywhere} from './asked-everywhere.js';
import {FewAtOnce} from './few-at-once.js';
import {DEADLINE_MS, matchWords, type WordsAnswer} from './match-words.js';
import type {MeilisearchHttp} from './meilisearch-http.js';
import {inParts} from './parts.js';

/** So many are asked at a time. */
const AT_ONCE = 4;

/** Where an answer came from. */
export type MatchedFrom = 'memory' | 'index';

/** Who matches a question's words: as it is remembered of the cells around its place, else as Meilisearch says. */
export class WordMatches {
  private readonly everywhere: AskedEverywhere;
  /** What is being asked: whoever wants the same, of an index that has not changed since, waits for the same answer. */
  private readonly asking = new Map<string, Promise<WordsAnswer>>();

  private readonly few = new FewAtOnce(AT_ONCE);

  constructor(
    private readonly meilisearch: MeilisearchHttp,
    private readonly note: (from: MatchedFrom) => void,
  ) {
    this.everywhere = new AskedEverywhere(meilisearch, () => this.asking.values());
  }

  of(ready: Ready, query: SearchQuery): Promise<readonly Matches[]> {
    const nearby = query.origin ? cellsAround(query.origin, query.within) : ({in: 'anywhere'} as const);
    if (nearby.in !== 'cell') return this.farAndWide(ready, query, nearby);
    const inhabited = nearby.values.filter((cell) => ready.columns.countIn(cell) > 0);
    return this.inCells(ready, query, inhabited);
  }

  /** How many words are to be known everywhere soon. */
  get awaited(): number {
    return this.everywhere.awaited;
  }

  /** People are likely to ask for these, of an index of which nothing is remembered yet. */
  expect(ready: Ready, questions: readonly (readonly string[])[]): void {
    this.everywhere.expect(ready, questions);
  }

  /**
   * The same without asking the index, which may be away: only what is remembered of every cell around the place.
   * @throws NotInMemory
   */
  remembered({columns, remembered}: Ready, query: SearchQuery): readonly Matches[] {
    const nearby = query.origin ? cellsAround(query.origin, query.within) : ({in: 'anywhere'} as const);
    if (nearby.in !== 'cell' && !isKnownEverywhere(remembered, query.words)) return forgotten();
    const cells = nearby.in === 'cell' ? nearby.values : columns.inhabited();
    const areas = nearby.in === 'area' ? new Set(nearby.values) : null;
    const known = knownMatches(remembered, query.words, isRanked(query));
    const kept = cells
      .filter((cell) => columns.countIn(cell) > 0 && (!areas || areas.has(areaOfCell(cell))))
      .map((cell) => known(cell) ?? forgotten());
    this.note('memory');
    return kept;
  }

  /** Of any council, so that what is remembered serves everybody; the columns know whose each is. */
  private async inCells(
    ready: Ready,
    query: SearchQuery,
    cells: readonly number[],
    anew = false,
  ): Promise<readonly Matches[]> {
    const {columns, remembered} = ready;
    const {age} = remembered;
    const known = knownMatches(remembered, query.words, isRanked(query));
    const kept = cells.map((cell) => (anew ? undefined : known(cell)));
    const asked = cells.filter((_, index) => !kept[index]);
    if (asked.length === 0) {
      this.note('memory');
      return kept as Matches[];
    }
    this.everywhere.missed(ready, query.words);
    const answer = await this.ask(
      ready,
      query,
      inParts(asked, columns).map((part) => [oneOf('cell', part)]),
    );
    // Somebody's words or place changed while we asked: what is kept and what was said may count them twice.
    if (asked.length < cells.length && remembered.changedSince(age, cells)) {
      return this.inCells(ready, query, cells, true);
    }
    const found = byCell(answer, asked, columns);
    for (const [cell, each] of found) remembered.keep(age, keyOf(query.words), cell, each);
    return cells.map((cell, index) => found.get(cell) ?? (kept[index] as Matches));
  }

  /** Too many to remember of everything; of what is asked often it is known everywhere. */
  private async farAndWide(ready: Ready, query: SearchQuery, nearby: Exclude<Nearby, {in: 'cell'}>) {
    if (isKnownEverywhere(ready.remembered, query.words)) {
      const areas = nearby.in === 'area' ? new Set(nearby.values) : null;
      const cells = ready.columns.inhabited();
      return this.inCells(ready, query, areas ? cells.filter((cell) => areas.has(areaOfCell(cell))) : cells);
    }
    this.everywhere.missed(ready, query.words);
    const filter = nearby.in === 'area' ? [oneOf('area', nearby.values)] : [];
    if (query.councilId) filter.push(`council = ${JSON.stringify(query.councilId)}`);
    return [asOne(await this.ask(ready, query, [filter]))];
  }

  private ask({uid, columns, remembered}: Ready, query: SearchQuery, filters: string[][]): Promise<WordsAnswer> {
    this.note('index');
    const {words} = query;
    const ranked = isRanked(query);
    const key = JSON.stringify([uid, remembered.age, words, ranked, filters]);
    const asking = this.asking.get(key);
    if (asking) return asking;
    const asked = this.few
      .run(() => matchWords(this.meilisearch, uid, {words, filters, ranked}, DEADLINE_MS))
      .then((answer) => seated(answer, columns.seats))
      .finally(() => this.asking.delete(key));
    this.asking.set(key, asked);
    return asked;
  }
}

function forgotten(): never {
  throw new NotInMemory('only the index could say who matches');
}

const isRanked = ({sort}: SearchQuery) => sort === 'relevance';
const oneOf = (attribute: string, values: readonly number[]) => `${attribute} IN [${values.join()}]`;
