import type {EmbeddedPostgres} from '../../apps/standalone/src/embedded/postgres.js';

/** What global set-up started and global teardown stops: both run in Jest's first process. */
export const running: {postgres: EmbeddedPostgres | null; dataDir: string | null} = {postgres: null, dataDir: null};
