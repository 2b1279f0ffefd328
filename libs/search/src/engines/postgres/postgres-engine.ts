import {Injectable} from '@nestjs/common';
import {DataSource} from 'typeorm';
import {
  byCount,
  FACETS,
  type Facet,
  type FacetCount,
  type Hit,
  type SearchAnswer,
  type SearchEngine,
  type SearchQuery,
} from '../../query/search-query.js';
import type {Matches} from '../../columns/cell-matches.js';
import type {Seats} from '../../columns/seats.js';
import type {Timed} from '../../pattern/timed.js';
import {narrow} from './narrow.js';
import {planned} from './planned.js';
import {candidatesStatement, matchesStatement, searchStatement} from './statement.js';
import {textQuery, type TextQuery} from './text-query.js';
import {VocabularyWatch} from './vocabulary-watch.js';

interface Row {
  hits: Hit[];
  total: number;
  counts: ({facet: Facet} & FacetCount)[];
}

const NOBODY: ReadonlyMap<string, number> = new Map();

/** Search without a search engine: one statement over the projection's own table and its indexes. */
@Injectable()
export class PostgresEngine implements SearchEngine {
  readonly name = 'postgres';
  private readonly vocabulary: VocabularyWatch;

  constructor(private readonly dataSource: DataSource) {
    this.vocabulary = new VocabularyWatch(dataSource);
  }

  async search(plain: SearchQuery, timed: Timed | null = null): Promise<SearchAnswer> {
    const narrows = timed && (timed.available || timed.visits.length > 0);
    const {free = NOBODY, ...narrowed} = narrows
      ? await narrow(this.dataSource, await this.candidates(plain), timed, plain)
      : {};
    const query = {...plain, ...narrowed};
    const {sql, values} = searchStatement(query, await this.text(query));
    const [row] = await planned<Row>(this.dataSource, sql, values);
    if (!row) throw new Error('a search without an answer');
    const facets = Object.fromEntries(FACETS.map((facet) => [facet, [] as FacetCount[]])) as SearchAnswer['facets'];
    for (const {facet, value, count} of row.counts) facets[facet].push({value, count});
    for (const facet of FACETS) facets[facet].sort(byCount);
    return {hits: row.hits, cards: new Map(), free, asking: null, total: row.total, facets};
  }

  async candidates(query: SearchQuery): Promise<string[]> {
    const {sql, values} = candidatesStatement(query, await this.text(query));
    const rows = await planned<{id: string}>(this.dataSource, sql, values);
    return rows.map(({id}) => id);
  }

  /** Whom the words match, for who works out the rest in memory. */
  async matches(query: SearchQuery, seats: Seats): Promise<Matches[]> {
    const text = await this.text(query);
    if (!text) throw new Error('without words everybody matches');
    const {sql, values} = matchesStatement(query, text);
    const [row] = await planned<{typed: string | null; others: string | null}>(this.dataSource, sql, values);
    const [typed, others] = [seats.of(numbersIn(row?.typed)), seats.of(numbersIn(row?.others))];
    const all = [...typed, ...others];
    return [{seats: all, from: 0, to: all.length, typed: typed.length}];
  }

  private async text({words}: SearchQuery): Promise<TextQuery | null> {
    return words.length === 0 ? null : textQuery(words, await this.vocabulary.current());
  }
}

const numbersIn = (list: string | null | undefined): number[] => (list ? list.split(',').map(Number) : []);
