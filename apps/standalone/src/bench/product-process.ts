import {spawn, type ChildProcess} from 'node:child_process';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import type {Environment} from '@app/platform';
import {freePort} from '../embedded/free-port.js';

/** This app's own built folder holds the others beside it. */
const APPS = join(import.meta.dirname, '..', '..', '..');

/** A process of the product as an installation runs it, so that asking and answering do not share a thread. */
export interface ProductProcess {
  url: string;
  stop(): Promise<void>;
}

export async function startProcess(
  app: 'api' | 'web' | 'worker',
  environment: Environment,
  variables: Readonly<Record<string, string>> = {},
): Promise<ProductProcess> {
  const port = await freePort();
  const {DATABASE_URL = '', MEILISEARCH_URL = '', MEILISEARCH_KEY = ''} = environment;
  const child = spawn(process.execPath, [join(APPS, app, 'main.js')], {
    env: {
      ...process.env,
      DATABASE_URL,
      MEILISEARCH_URL,
      MEILISEARCH_KEY,
      LOG_LEVEL: 'error',
      ...variables,
      PORT: String(port),
      RATE_LIMIT: '100000000',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url);
  return {url, stop: () => end(child)};
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(50)) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
  }
  await end(child);
  throw new Error(`the process at ${url} did not get ready`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
