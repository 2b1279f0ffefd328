import {join, resolve} from 'node:path';
import {secrets} from './secrets.js';

/** Seals uploaded files; made once, kept in the data folder. */
export function filesKey(dataDir: string): string {
  return secrets(join(resolve(dataDir), 'files-key.json'), ['key']).key;
}
