import type {Readable} from 'node:stream';

/** Where files lie: a folder, or a bucket. It is given sealed bytes only, and knows nothing of what they are. */
export abstract class FileStorage {
  /** Keeps all of it or, when the stream fails, nothing. */
  abstract put(key: string, content: Readable): Promise<void>;
  /** @throws Error when there is none */
  abstract get(key: string): Promise<Readable>;
  /** Removing what is not there does nothing. */
  abstract remove(key: string): Promise<void>;
  /** The keys of what was kept before then, in no order. What never became whole by then goes on the way. */
  abstract keptBefore(moment: Date): AsyncIterable<string>;
}

const KEY = /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/;

/** @throws Error for anything but a council's id and a file's: a key is part of a path */
export function requireKey(key: string): string {
  if (!isKey(key)) throw new Error('not the key of a file');
  return key;
}

export function isKey(name: string): boolean {
  return KEY.test(name);
}
