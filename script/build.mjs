/**
 * Builds into dist/: TypeScript through the Nest CLI (standalone's program holds every app and lib), the views
 * and the words beside the code that renders them, and the assets.
 */
import {spawnSync} from 'node:child_process';
import {cpSync, existsSync, readdirSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {buildAssets} from './build-assets.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');

const {status} = spawnSync(process.execPath, [nest, 'build', 'standalone'], {cwd: root, stdio: 'inherit'});
if (status !== 0) process.exit(status ?? 1);
copyViews();
await buildAssets();

/** Each view and catalogue of words to the same relative path; what an earlier build left behind goes. */
function copyViews() {
  const from = join(root, 'apps', 'web', 'src');
  const to = join(root, 'dist', 'apps', 'web', 'src');
  const isView = (name) => name.endsWith('.njk') || name.endsWith('.json');
  for (const name of existsSync(to) ? readdirSync(to, {recursive: true}).filter(isView) : []) rmSync(join(to, name));
  for (const name of readdirSync(from, {recursive: true}).filter(isView)) {
    cpSync(join(from, name), join(to, name), {recursive: true});
  }
}
