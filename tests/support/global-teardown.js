import {rmSync} from 'node:fs';
import {running} from './running.js';

export default async function globalTeardown() {
  await running.postgres?.stop();
  if (running.scratch) rmSync(running.scratch, {recursive: true, force: true});
}
