import type {Columns, Matched} from '../../columns/columns.js';
import type {SearchAnswer, SearchEngine, SearchQuery} from '../../query/search-query.js';
import {matchWords} from './match-words.js';
import type {MeilisearchHttp} from './meilisearch-http.js';

/** What this engine answers from, as long as it is there. */
export interface Ready {
  columns: Columns;
  /** The index that answers now. */
  uid: string;
}

/** Meilisearch for the words, columns in memory for all else. */
export class MeilisearchEngine implements SearchEngine {
  readonly name = 'meilisearch';

  /** @param ready null while columns or index are not there yet */
  constructor(
    private readonly meilisearch: MeilisearchHttp,
    private readonly ready: () => Ready | null,
  ) {}

  async search(query: SearchQuery): Promise<SearchAnswer> {
    const {columns, matched} = await this.match(query);
    return columns.search(query, matched);
  }

  async candidates(query: SearchQuery): Promise<string[]> {
    const {columns, matched} = await this.match(query);
    return columns.candidates(query, matched);
  }

  private async match(query: SearchQuery): Promise<{columns: Columns; matched: Matched | null}> {
    const ready = this.ready();
    if (!ready) throw new Error('the index is not built yet');
    const matched = query.words.length > 0 ? await matchWords(this.meilisearch, ready.uid, query) : null;
    return {columns: ready.columns, matched};
  }
}
