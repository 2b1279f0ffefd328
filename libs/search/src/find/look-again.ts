import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Audience} from '@app/listings';
import {DataSource} from 'typeorm';
import {narrow} from '../engines/postgres/narrow.js';
import {PostgresEngine} from '../engines/postgres/postgres-engine.js';
import {publicCards} from '../facts/public-cards.js';
import {FitAsked} from '../fit/fit-asked.js';
import {ThesauriWatch} from '../terms/thesauri-watch.js';
import {FindPlace, type Place} from './find-place.js';
import {keeps} from './read-page.js';
import {queryOf} from './search-listings.js';
import type {SearchInput} from './search-input.js';

/**
 * Who fits a question now, by their ids alone: for whoever asks again on somebody's behalf. The database answers by
 * itself, so that a worker needs no search engine; nobody is counted as having missed anything.
 */
@Injectable()
export class LookAgain {
  constructor(
    private readonly dataSource: DataSource,
    private readonly places: FindPlace,
    private readonly thesauri: ThesauriWatch,
    private readonly postgres: PostgresEngine,
    private readonly clock: Clock,
  ) {}

  /**
   * Listings alone, in no order: what is not for sale is nobody's to book.
   * @param audiences of which whoever asks is
   * @throws POSTCODE_UNKNOWN
   */
  async run(councilId: string, input: SearchInput, audiences: readonly Audience[]): Promise<string[]> {
    const day = londonDay(this.clock.now());
    const [place, thesauri] = await Promise.all([this.places.run(input), this.thesauri.on(day)]);
    const {timed} = new FitAsked(input, null, day);
    const ask = async (where: Place) => {
      const query = queryOf(input, {councilId}, audiences, where, day, thesauri.of(councilId));
      const candidates = await this.postgres.candidates(query);
      const ids = timed ? [...((await narrow(this.dataSource, candidates, timed, query)).only ?? [])] : candidates;
      const cards = await publicCards(this.dataSource, ids, day);
      return ids.filter((id) => {
        const card = cards.get(id);
        return card !== undefined && card.kind !== 'community' && keeps(card, query);
      });
    };
    const found = await ask(place);
    // As when it was searched for: where nobody is found a place may stand among the words.
    const among = found.length > 0 || place.origin || input.near ? null : await this.places.among(input.q);
    return among ? ask(among) : found;
  }
}
