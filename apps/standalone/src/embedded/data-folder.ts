import {accessSync, constants, mkdirSync, realpathSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {LaunchError} from './launch-error.js';

/** Makes `part` below the data folder and answers its real path, or says in one line why it can't be used. */
export function prepareFolder(dataDir: string, part: string): string {
  const folder = join(resolve(dataDir), part);
  try {
    mkdirSync(folder, {recursive: true});
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    throw unusable(folder, error);
  }
}

export function unusable(path: string, error: unknown): LaunchError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return new LaunchError(
    `Alongside can't use its data folder ${path} (${code}). Set DATA_DIR to a folder it can write.`,
  );
}
