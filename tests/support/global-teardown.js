import {rmSync} from 'node:fs';
import {running} from './running.js';

export default async function globalTeardown() {
  await running.postgres?.stop();
  if (running.dataDir) rmSync(running.dataDir, {recursive: true, force: true});
}
