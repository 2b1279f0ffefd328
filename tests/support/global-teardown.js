import {running} from './running.js';
import {removeScratch} from './scratch-root.js';

export default async function globalTeardown() {
  await running.postgres?.stop();
  if (running.scratch) removeScratch(running.scratch);
}
