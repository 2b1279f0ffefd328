import {setTimeout as pause} from 'node:timers/promises';

/** Waits until something is so. @throws Error when it is not so in time */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await isSo()); await pause(25)) {
    if (Date.now() > deadline) throw new Error(`not so within ${withinMs} ms`);
  }
}
