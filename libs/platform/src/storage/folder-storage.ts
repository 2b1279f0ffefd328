import {createWriteStream} from 'node:fs';
import {mkdir, open, opendir, rename, rm, stat} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {FileStorage, isKey, requireKey} from './file-storage.js';

/** Of a file that is being written. */
const HALF = '.half';

/** Files in a folder, readable by their owner alone. */
export class FolderStorage extends FileStorage {
  private readonly folder: string;

  constructor(folder: string) {
    super();
    this.folder = resolve(folder);
  }

  /** Written beside its place and moved there when it is whole, so that a kill in between leaves no half file. */
  async put(key: string, content: Readable): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), {recursive: true, mode: 0o700});
    const half = `${path}${HALF}`;
    try {
      await pipeline(content, createWriteStream(half, {mode: 0o600, flush: true}));
      await rename(half, path);
    } catch (error) {
      await rm(half, {force: true});
      throw error;
    }
  }

  async get(key: string): Promise<Readable> {
    return (await open(this.pathOf(key))).createReadStream();
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), {force: true});
  }

  async *keptBefore(moment: Date): AsyncIterable<string> {
    for await (const council of entriesOf(this.folder)) {
      if (!council.isDirectory()) continue;
      for await (const {name} of entriesOf(join(this.folder, council.name))) {
        const key = `${council.name}/${name.replace(HALF, '')}`;
        if (!isKey(key)) continue;
        const path = join(this.folder, council.name, name);
        const kept = await stat(path).catch(() => null);
        if (!kept || kept.mtime >= moment) continue;
        if (name.endsWith(HALF)) await rm(path, {force: true});
        else yield key;
      }
    }
  }

  private pathOf(key: string): string {
    return join(this.folder, requireKey(key));
  }
}

/** Nothing where there is no such folder: no file was kept yet. */
async function* entriesOf(folder: string) {
  try {
    yield* await opendir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
