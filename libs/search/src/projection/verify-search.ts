import {Injectable} from '@nestjs/common';
import {anyOf, type Differences} from './differences.js';
import {MeilisearchIndexes} from './meilisearch-indexes.js';
import {Projector, type Progress} from './projector.js';

export interface SearchReport {
  /** Listings that anybody can find. */
  listed: number;
  /** The projection against the listings: what was wrong and marked by nobody. */
  projection: Differences;
  /** The index against the projection; null without Meilisearch, or before an index was built. */
  index: Differences | null;
  /** Nothing differed. */
  right: boolean;
}

/**
 * Compares listings, projection and index, and mends what differs: after a mended report the next finds nothing. What
 * is only not written yet (a marked listing, a new day) is written first and is no difference.
 */
@Injectable()
export class VerifySearch {
  constructor(
    private readonly projector: Projector,
    private readonly indexes: MeilisearchIndexes,
  ) {}

  async run(progress?: Progress): Promise<SearchReport> {
    if (await this.projector.due()) await this.projector.everything(progress);
    const {listed, unmarked: projection} = await this.projector.everything(progress);
    while (await this.indexes.sync?.step());
    const index = await this.indexes.verify();
    return {listed, projection, index, right: !anyOf(projection) && !(index && anyOf(index))};
  }
}
