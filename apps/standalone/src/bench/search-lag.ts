import type {Environment} from '@app/platform';
import {setTimeout as pause} from 'node:timers/promises';
import type {DataSource} from 'typeorm';
import type {BenchReport} from './bench.js';
import {startProcess} from './product-process.js';

const CHANGES = 500;
const A_SECOND = 50;
const LONGEST_MS = 60_000;

/** How long after its commit a change of a listing's words is in the index, at fifty changes a second. */
export async function benchLag(
  size: number,
  environment: Environment,
  superuser: DataSource,
  report: BenchReport,
): Promise<void> {
  const worker = await startProcess('worker', environment);
  try {
    const listings = await superuser.query<{id: string}[]>(
      `SELECT id FROM search_document WHERE listed ORDER BY id LIMIT ${CHANGES}`,
    );
    const changed = new Map<string, number>();
    const lags: number[] = [];
    const writing = write(superuser, listings, changed);
    for (const deadline = performance.now() + LONGEST_MS; lags.length < listings.length; await pause(10)) {
      if (performance.now() > deadline) throw new Error('the index did not take in what was changed');
      const waiting = [...changed.keys()];
      const done = await superuser.query<{id: string}[]>(
        `SELECT d.id FROM search_document d JOIN search_index i ON i.state = 'current' AND d.words_revision <= i.revision
         WHERE d.id = ANY ($1) AND d.card ->> 'summary' LIKE 'Lagging%'`,
        [waiting],
      );
      for (const {id} of done) {
        lags.push(performance.now() - (changed.get(id) ?? 0));
        changed.delete(id);
      }
    }
    await writing;
    lags.sort((a, b) => a - b);
    const at = (share: number) => lags[Math.floor((lags.length - 1) * share)] ?? 0;
    report.line({
      bench: 'search',
      case: 'a change is in the index',
      size,
      connections: 1,
      rps: A_SECOND,
      p50_ms: at(0.5),
      p95_ms: at(0.95),
      p99_ms: at(0.99),
    });
  } finally {
    await worker.stop();
  }
}

async function write(superuser: DataSource, listings: {id: string}[], changed: Map<string, number>): Promise<void> {
  const begun = performance.now();
  for (const [index, {id}] of listings.entries()) {
    await superuser.query(`UPDATE listing SET summary = $2 WHERE id = $1`, [id, `Lagging ${index}`]);
    changed.set(id, performance.now());
    const due = begun + ((index + 1) * 1_000) / A_SECOND;
    if (due > performance.now()) await pause(due - performance.now());
  }
}
