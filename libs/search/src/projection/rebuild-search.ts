import {Injectable} from '@nestjs/common';
import type {IndexSync} from './index-sync.js';
import {MeilisearchIndexes} from './meilisearch-indexes.js';
import {Projector} from './projector.js';

export interface RebuildReport {
  listed: number;
  projection: {added: number; changed: number; removed: number};
  /** The index that answers now; null without Meilisearch. */
  index: string | null;
}

export type RebuildProgress = (part: 'projection' | 'index', done: number, of: number) => void;

const PAUSE_MS = 100;

/**
 * Makes the projection say what the listings say, then builds a new index beside the one that answers. Whatever
 * changes meanwhile is written to both; the new one takes over when it holds everything, and the old one goes.
 */
@Injectable()
export class RebuildSearch {
  constructor(
    private readonly projector: Projector,
    private readonly indexes: MeilisearchIndexes,
  ) {}

  async run(progress: RebuildProgress = () => undefined): Promise<RebuildReport> {
    const {listed, added, changed, removed} = await this.projector.everything((done, of) =>
      progress('projection', done, of),
    );
    const {sync} = this.indexes;
    const index = sync && (await this.index(sync, (share) => progress('index', Math.floor(share * listed), listed)));
    return {listed, projection: {added, changed, removed}, index};
  }

  private async index(sync: IndexSync, progress: (share: number) => void): Promise<string | null> {
    const wanted = await sync.build();
    while ((await sync.stateOf(wanted)) === 'building') {
      if (!(await sync.step())) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      progress(await sync.progress(wanted));
    }
    return sync.current();
  }
}
