import {createWriteStream} from 'node:fs';
import {mkdir, open, rename, rm} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {FileStorage, requireKey} from './file-storage.js';

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
    const half = `${path}.half`;
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

  private pathOf(key: string): string {
    return join(this.folder, requireKey(key));
  }
}
