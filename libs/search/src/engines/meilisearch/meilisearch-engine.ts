import type {Matched} from '../../columns/columns.js';
import type {Ready} from '../../columns/live-columns.js';
import type {Doubts} from '../../facts/doubts.js';
import type {SearchAnswer, SearchEngine, SearchQuery} from '../../query/search-query.js';
import type {WordMatches} from './word-matches.js';

/** Meilisearch for the words, columns in memory for all else; the database says what of them to doubt. */
export class MeilisearchEngine implements SearchEngine {
  readonly name = 'meilisearch';

  /** @param ready null while columns or index are not there yet */
  constructor(
    private readonly matches: WordMatches,
    private readonly ready: () => Ready | null,
    private readonly doubts: Doubts,
  ) {}

  /** The database is asked beside the index: not before the question came, nor after who matches is known. */
  async search(query: SearchQuery): Promise<SearchAnswer> {
    const [{columns, matched}, {revision, trueOn, marked}] = await Promise.all([this.match(query), this.doubts.now()]);
    const {cards, ...found} = columns.search(query, matched);
    const sure = marked && trueOn === query.day && revision <= columns.revision;
    return {...found, cards: new Map(sure ? [...cards].filter(([id]) => !marked.has(id)) : [])};
  }

  async candidates(query: SearchQuery): Promise<string[]> {
    const {columns, matched} = await this.match(query);
    return columns.candidates(query, matched);
  }

  private async match(query: SearchQuery): Promise<{columns: Ready['columns']; matched: Matched | null}> {
    const ready = this.ready();
    if (!ready) throw new Error('the index is not built yet');
    return {columns: ready.columns, matched: query.words.length > 0 ? await this.matches.of(ready, query) : null};
  }
}
