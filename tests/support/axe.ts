/// <reference lib="dom" />
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type axe from 'axe-core';
import type {BesidePage} from './beside-page.js';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Half a megabyte: the browser gets it once, and reads more than its outline only on pages that are checked. */
export const AXE_LOADER = `globalThis.loadAxe = () => { ${SOURCE} };`;

/** What axe has against the page as it stands. */
export async function axeViolations(beside: BesidePage): Promise<string[]> {
  // A page that came without scripts has not got it.
  if ((await beside.evaluate('typeof loadAxe')) !== 'function') await beside.evaluate(AXE_LOADER);
  return beside.evaluate(`(${read.toString()})(${JSON.stringify(TAGS)})`);
}

/** Runs in the browser. No rule that holds here needs the style sheets a second time, so they are not fetched. */
async function read(tags: string[]): Promise<string[]> {
  const world = window as unknown as {axe?: typeof axe; loadAxe(): void};
  if (!world.axe) world.loadAxe();
  const options = {runOnly: tags, resultTypes: ['violations' as const], preload: false};
  const {violations} = await (world.axe as typeof axe).run(options);
  return violations.flatMap(({id, help, nodes}) =>
    nodes.map((node) => `axe ${id} (${help}): ${node.target.join(' ')}\n    ${node.failureSummary ?? ''}`),
  );
}
