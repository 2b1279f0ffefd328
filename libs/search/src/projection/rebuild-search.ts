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
 * Makes the projection say what the listings say, and builds a new index beside the one that answers, both at once: one
 * is the database's work, the other the engine's. Whatever changes meanwhile is written to the new one here, and to the
 * old one by the worker, as ever; the new one takes over when it holds everything, and the old one goes.
 */
@Injectable()
export class RebuildSearch {
  constructor(
    private readonly projector: Projector,
    private readonly indexes: MeilisearchIndexes,
  ) {}

  async run(progress: RebuildProgress = () => undefined): Promise<RebuildReport> {
    const {sync} = this.indexes;
    let projected = 0;
    let isProjected = false;
    const counted = (done: number, of: number) => progress('projection', (projected = done), of);
    const shared = (share: number) => isProjected && progress('index', Math.floor(share * projected), projected);
    const projecting = this.projector.everything(counted).finally(() => (isProjected = true));
    const [written, index] = await Promise.allSettled([
      projecting,
      sync ? this.index(sync, () => isProjected, shared) : null,
    ]);
    if (written.status === 'rejected') throw written.reason;
    if (index.status === 'rejected') throw index.reason;
    const {listed, added, changed, removed} = written.value;
    return {listed, projection: {added, changed, removed}, index: index.value};
  }

  private async index(
    sync: IndexSync,
    isProjected: () => boolean,
    progress: (share: number) => void,
  ): Promise<string | null> {
    const wanted = await sync.build();
    for (;;) {
      const all = isProjected(); // what was written before this step is written by it
      const more = await sync.step(wanted);
      if (all && !more && (await sync.stateOf(wanted)) !== 'building') return sync.current();
      if (!more) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      progress(await sync.progress(wanted));
    }
  }
}
