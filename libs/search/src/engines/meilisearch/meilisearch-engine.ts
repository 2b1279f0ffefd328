import type {Matches} from '../../columns/cell-matches.js';
import type {Ready} from '../../columns/live-columns.js';
import type {Doubts} from '../../facts/doubts.js';
import type {Asking, Timed} from '../../pattern/timed.js';
import type {SearchAnswer, SearchEngine, SearchQuery} from '../../query/search-query.js';
import {lensOf} from '../../times/lens.js';
import type {Times} from '../../times/times.js';

/** Meilisearch for the words, columns in memory for all else; the database says what of them to doubt. */
export class MeilisearchEngine implements SearchEngine {
  readonly name = 'meilisearch';

  /**
   * @param matches who matches the words of a question
   * @param ready null while columns or index are not there yet
   */
  constructor(
    private readonly matches: (ready: Ready, query: SearchQuery) => Promise<readonly Matches[]> | readonly Matches[],
    private readonly ready: () => Ready | null,
    private readonly doubts: Doubts,
  ) {}

  /**
   * The database is asked beside the index: not before the question came, nor after who matches is known. What it says
   * of times and rates that changed is read before anything of them is said.
   */
  async search(query: SearchQuery, timed: Timed | null = null): Promise<SearchAnswer> {
    const [{columns, times, matched}, {revision, trueOn, marked}] = await Promise.all([
      this.match(query),
      this.doubts.now(),
    ]);
    if (timed && !times.log.follows) throw new Error('times and rates are being read anew');
    if (timed) await times.caughtUp();
    const lens = timed && lensOf(times.times, timed);
    const {numbers, cards, ...found} = columns.search(query, matched, lens);
    const sure = marked && trueOn === query.day && revision <= columns.revision;
    const ids = found.hits.map(({id}) => id);
    return {
      ...found,
      cards: new Map(sure ? [...cards].filter(([id]) => !marked.has(id)) : []),
      free: new Map(lens ? ids.map((id, at) => [id, lens.free(numbers[at] as number)]) : []),
      asking: timed?.days ? askingOf(times.times, ids, numbers) : null,
    };
  }

  async candidates(query: SearchQuery): Promise<string[]> {
    const {columns, matched} = await this.match(query);
    return columns.candidates(query, matched);
  }

  private async match(
    query: SearchQuery,
  ): Promise<Pick<Ready, 'columns' | 'times'> & {matched: readonly Matches[] | null}> {
    const ready = this.ready();
    if (!ready) throw new Error('the index is not built yet');
    const {columns, times} = ready;
    return {columns, times, matched: query.words.length > 0 ? await this.matches(ready, query) : null};
  }
}

function askingOf(times: Times, ids: readonly string[], numbers: readonly number[]): SearchAnswer['asking'] {
  const of = new Map<string, Asking>();
  ids.forEach((id, at) => {
    const asking = times.askingFor(numbers[at] as number);
    if (asking) of.set(id, asking);
  });
  return {of, bands: times.bands};
}
