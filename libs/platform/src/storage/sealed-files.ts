import {buffer} from 'node:stream/consumers';
import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {PassThrough} from 'node:stream';
import {DomainError} from '@app/kernel';
import {Inject, Injectable} from '@nestjs/common';
import {Environment} from '../env/environment.js';
import {FileStorage} from './file-storage.js';
import {seal, sealingKey, unseal} from './seal.js';

/** Files as they are kept: sealed on the way in, opened whole on the way out. */
@Injectable()
export class SealedFiles {
  private readonly key: Buffer | null;

  constructor(
    private readonly storage: FileStorage,
    @Inject(Environment) environment: Environment,
  ) {
    this.key = environment.FILES_KEY ? sealingKey(environment.FILES_KEY) : null;
  }

  /**
   * All of it is kept, or nothing.
   * @throws UNAVAILABLE when no key is set; what the stream threw
   */
  async put(key: string, content: Readable): Promise<void> {
    const sealed = new PassThrough();
    const kept = this.storage.put(key, sealed);
    const [flowed, stored] = await Promise.allSettled([pipeline(content, seal(this.secret(), key), sealed), kept]);
    if (flowed.status === 'rejected') throw flowed.reason;
    if (stored.status === 'rejected') throw stored.reason;
  }

  async open(key: string): Promise<Buffer> {
    return unseal(this.secret(), key, await buffer(await this.storage.get(key)));
  }

  remove(key: string): Promise<void> {
    return this.storage.remove(key);
  }

  keptBefore(moment: Date): AsyncIterable<string> {
    return this.storage.keptBefore(moment);
  }

  /** @throws UNAVAILABLE before anything is read */
  requireReady(): void {
    this.secret();
  }

  private secret(): Buffer {
    if (!this.key) throw new DomainError('unavailable', 'UNAVAILABLE', 'Files cannot be kept here yet: no key is set.');
    return this.key;
  }
}
