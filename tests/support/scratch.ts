import {mkdtempSync} from 'node:fs';
import {join} from 'node:path';

/** An empty folder of this test's own, below what the run of tests writes (see scratch-root.js): removed after it. */
export function scratch(name: string): string {
  const root = process.env.TEST_SCRATCH;
  if (!root) throw new Error("TEST_SCRATCH is not set: tests run under Jest's global set-up");
  return mkdtempSync(join(root, `${name}-`));
}
