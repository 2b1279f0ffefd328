import {Injectable} from '@nestjs/common';
import {MeilisearchIndexes} from './meilisearch-indexes.js';
import {Projector} from './projector.js';

export interface RebuildReport {
  listed: number;
  projection: {added: number; changed: number; removed: number};
  /** The index that answers now; null without Meilisearch. */
  index: string | null;
}

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

  async run(progress?: (done: number, of: number) => void): Promise<RebuildReport> {
    const {listed, ...projection} = await this.projector.everything(progress);
    const {sync} = this.indexes;
    if (!sync) return {listed, projection, index: null};
    const wanted = await sync.build();
    while ((await sync.stateOf(wanted)) === 'building') {
      if (!(await sync.step())) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return {listed, projection, index: await sync.current()};
  }
}
