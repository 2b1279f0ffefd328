/** Builds into dist/: TypeScript through the Nest CLI (standalone's program holds every app and lib). */
import {spawnSync} from 'node:child_process';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');

const {status} = spawnSync(process.execPath, [nest, 'build', 'standalone'], {cwd: root, stdio: 'inherit'});
process.exit(status ?? 1);
