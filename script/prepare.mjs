/**
 * Makes a clone ready to run, with nothing but Node and npm: installs what package-lock.json says when
 * node_modules is missing or stale and, with --build, builds when sources changed. Needs no package itself.
 */
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const installed = join(root, 'node_modules', '.installed-from');
const built = join(root, 'dist', '.built-from');
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Alongside needs Node 20.19 or later; this is ${process.versions.node}.`);
}

const lock = digest([join(root, 'package-lock.json')]);
if (read(installed) !== lock) {
  say('Installing packages (once; about a minute) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installed, lock);
}

if (process.argv.includes('--build')) {
  const sources = digest(
    ['apps', 'libs', 'script', 'package-lock.json', 'tsconfig.json', 'nest-cli.json'].flatMap((each) =>
      files(join(root, each)),
    ),
  );
  if (read(built) !== sources) {
    say('Building …');
    run(process.execPath, [join(root, 'script', 'build.mjs')]);
    mkdirSync(dirname(built), {recursive: true});
    writeFileSync(built, sources);
  }
}

function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function digest(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);
  for (const path of paths) hash.update(`${path.slice(root.length)}\n`).update(readFileSync(path));
  return hash.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function run(command, args) {
  const {status} = spawnSync(command, args, {cwd: root, stdio: ['ignore', 2, 2]});
  if (status !== 0) fail(`«${[command, ...args].join(' ')}» failed.`);
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
