import type {Matches} from '../columns/cell-matches.js';
import type {Remembering} from '../columns/live-columns.js';
import type {Doubts} from '../facts/doubts.js';
import type {Asking, Timed} from '../pattern/timed.js';
import type {EngineName, SearchAnswer, SearchEngine, SearchQuery} from '../query/search-query.js';
import {lensOf} from '../times/lens.js';
import type {Times} from '../times/times.js';

/** How what a process remembers and an engine say together whom the words of a question match. */
export interface Matching<R extends Remembering> {
  name: EngineName;
  match(ready: R, query: SearchQuery): Promise<readonly Matches[]> | readonly Matches[];
  /** Whether it answers only while memory holds all that is written: where the index would not be behind, nor is it. */
  strict: boolean;
}

/** Memory does not have it, or not yet: another engine has to answer. */
export class NotInMemory extends Error {}

/** An engine for the words, columns in memory for all else; the database says what of them to doubt. */
export class MemoryEngine<R extends Remembering> implements SearchEngine {
  readonly name: EngineName;

  /** @param ready null while columns or index are not there yet */
  constructor(
    private readonly matching: Matching<R>,
    private readonly ready: () => R | null,
    private readonly doubts: Doubts,
  ) {
    this.name = matching.name;
  }

  /**
   * The database is asked beside the index: not before the question came, nor after who matches is known. What it says
   * of times and rates that changed is read before anything of them is said.
   */
  async search(query: SearchQuery, timed: Timed | null = null): Promise<SearchAnswer> {
    const [{columns, times, matched}, {revision, trueOn, marked}] = await Promise.all([
      this.match(query),
      this.doubts.now(),
    ]);
    if (this.matching.strict && revision > columns.revision) throw new NotInMemory('it is behind what is written');
    if (timed && !times.log.follows) throw new NotInMemory('times and rates are being read anew');
    if (timed) await times.caughtUp();
    const lens = timed && lensOf(times.times, timed);
    const {seats, cards, ...found} = columns.search(query, matched, lens);
    const sure = marked && trueOn === query.day && revision <= columns.revision;
    const ids = found.hits.map(({id}) => id);
    return {
      ...found,
      cards: new Map(sure ? [...cards].filter(([id]) => !marked.has(id)) : []),
      free: new Map(lens ? ids.map((id, at) => [id, lens.free(seats[at] as number)]) : []),
      asking: timed?.days ? askingOf(times.times, ids, seats) : null,
    };
  }

  async candidates(query: SearchQuery): Promise<string[]> {
    const {columns, matched} = await this.match(query);
    return columns.candidates(query, matched);
  }

  private async match(
    query: SearchQuery,
  ): Promise<Pick<Remembering, 'columns' | 'times'> & {matched: readonly Matches[] | null}> {
    const ready = this.ready();
    if (!ready) throw new NotInMemory('it is not there yet');
    const {columns, times} = ready;
    return {columns, times, matched: query.words.length > 0 ? await this.matching.match(ready, query) : null};
  }
}

function askingOf(times: Times, ids: readonly string[], seats: readonly number[]): SearchAnswer['asking'] {
  const of = new Map<string, Asking>();
  ids.forEach((id, at) => {
    const asking = times.askingFor(seats[at] as number);
    if (asking) of.set(id, asking);
  });
  return {of, bands: times.bands};
}
