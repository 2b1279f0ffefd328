/// <reference lib="dom" />
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type axe from 'axe-core';
import type {CDPSession} from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WORLD = 'axe';
/** Half a megabyte: the browser gets it once, and reads more than its outline only on pages that are checked. */
const LOADER = `globalThis.loadAxe = () => { ${SOURCE} };`;

/** Axe in a world of its own beside the page's scripts: it reads the same page, and they cannot see each other. */
export class Axe {
  constructor(private readonly session: CDPSession) {}

  async open(): Promise<void> {
    await this.session.send('Page.enable');
    await this.session.send('Page.addScriptToEvaluateOnNewDocument', {source: LOADER, worldName: WORLD});
  }

  async violations(): Promise<string[]> {
    const {frameTree} = await this.session.send('Page.getFrameTree');
    const world = {frameId: frameTree.frame.id, worldName: WORLD};
    const {executionContextId: contextId} = await this.session.send('Page.createIsolatedWorld', world);
    const run = (expression: string) =>
      this.session.send('Runtime.evaluate', {expression, contextId, awaitPromise: true, returnByValue: true});
    // A page that came without scripts has not got it.
    if ((await run('typeof loadAxe')).result.value !== 'function') await run(LOADER);
    const {result, exceptionDetails} = await run(`(${read.toString()})(${JSON.stringify(TAGS)})`);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as string[];
  }
}

/** Runs in the browser. */
async function read(tags: string[]): Promise<string[]> {
  const world = window as unknown as {axe?: typeof axe; loadAxe(): void};
  if (!world.axe) world.loadAxe();
  const {violations} = await (world.axe as typeof axe).run({runOnly: tags, resultTypes: ['violations']});
  return violations.flatMap(({id, help, nodes}) =>
    nodes.map((node) => `axe ${id} (${help}): ${node.target.join(' ')}\n    ${node.failureSummary ?? ''}`),
  );
}
