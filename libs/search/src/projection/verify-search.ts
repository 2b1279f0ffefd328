import {Injectable} from '@nestjs/common';
import type {IndexDifferences} from './index-verify.js';
import {MeilisearchIndexes} from './meilisearch-indexes.js';
import {Projector} from './projector.js';

export interface SearchReport {
  /** Listings that anybody can find. */
  listed: number;
  /** How many of the projection's documents were not as the listings are now. */
  projection: {added: number; changed: number; removed: number};
  /** The same of the index against the projection; null without Meilisearch, or before an index was built. */
  index: IndexDifferences | null;
}

/** Compares listings, projection and index, and mends what differs: after a mended report the next finds nothing. */
@Injectable()
export class VerifySearch {
  constructor(
    private readonly projector: Projector,
    private readonly indexes: MeilisearchIndexes,
  ) {}

  async run(progress?: (done: number, of: number) => void): Promise<SearchReport> {
    const {listed, ...projection} = await this.projector.everything(progress);
    while (await this.indexes.sync?.step());
    return {listed, projection, index: await this.indexes.verify()};
  }
}
