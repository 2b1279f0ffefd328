import {randomBytes} from 'node:crypto';
import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {unusable} from './data-folder.js';

/** Passwords made once and kept beside the data they open, readable by their owner alone. */
export function secrets<Name extends string>(file: string, names: readonly Name[]): Record<Name, string> {
  try {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Record<Name, string>;
    const made = Object.fromEntries(names.map((name) => [name, randomBytes(24).toString('base64url')]));
    // Written whole or not at all: a kill in between must not leave half a file.
    writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, {mode: 0o600, flush: true});
    renameSync(`${file}.new`, file);
    return made as Record<Name, string>;
  } catch (error) {
    throw unusable(file, error);
  }
}
