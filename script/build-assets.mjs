/**
 * Builds what browsers load (styles, script, icon) into dist/apps/web/assets: file names carry a digest of their
 * content, so that they may be cached for ever, and manifest.json says which name is current. Does nothing when
 * its sources have not changed.
 */
import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, extname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {brotliCompressSync, gzipSync} from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'apps', 'web', 'src', 'assets');
const target = join(root, 'dist', 'apps', 'web', 'assets');
const worthCompressing = 1_000;

export async function buildAssets() {
  const from = digestOfSources();
  const stamp = join(target, 'built-from.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return;

  const files = {
    'alongside.css': await styles(),
    'alongside.js': script(),
    'offline-worker.js': readFileSync(join(sources, 'scripts', 'offline-worker.js')),
    ...Object.fromEntries(
      readdirSync(join(sources, 'images')).map((name) => [name, readFileSync(join(sources, 'images', name))]),
    ),
  };
  const fresh = `${target}.${process.pid}`;
  mkdirSync(fresh, {recursive: true});
  const manifest = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, write(fresh, name, Buffer.from(content))]),
  );
  writeFileSync(join(fresh, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(fresh, 'built-from.txt'), from);
  rmSync(target, {recursive: true, force: true});
  renameSync(fresh, target);
}

async function styles() {
  const {compileAsync} = await import('sass');
  const {css} = await compileAsync(join(sources, 'styles', 'alongside.scss'), {
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
    style: 'compressed',
  });
  return css;
}

/** One module: govuk-frontend's published file with ours behind it, so that a page makes a single request. */
function script() {
  const library = readFileSync(join(root, 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js'), 'utf8');
  const exports = /export\{[\w,]+\};?\s*(?:\/\/# sourceMappingURL=\S+\s*)?$/;
  const ours = ['alongside.js', 'passkey.js', 'timeout.js', 'offline.js']
    .map((name) => readFileSync(join(sources, 'scripts', name), 'utf8'))
    .join('\n');
  const imports = /^import \{[\w\s,]+\} from 'govuk-frontend';$/m;
  if (!exports.test(library) || !imports.test(ours)) throw new Error('govuk-frontend is not packed as expected.');
  return library.replace(exports, '') + ours.replace(imports, '');
}

function write(folder, name, content) {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const hashed = `${basename(name, extname(name))}-${digest}${extname(name)}`;
  writeFileSync(join(folder, hashed), content);
  if (content.length > worthCompressing) {
    writeFileSync(join(folder, `${hashed}.br`), brotliCompressSync(content));
    writeFileSync(join(folder, `${hashed}.gz`), gzipSync(content, {level: 9}));
  }
  return hashed;
}

function digestOfSources() {
  const hash = createHash('sha256');
  const paths = [join(root, 'package-lock.json'), fileURLToPath(import.meta.url), ...filesUnder(sources)];
  for (const path of paths) hash.update(`${path.slice(root.length)}\n`).update(readFileSync(path));
  return hash.digest('hex');
}

function filesUnder(folder) {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildAssets();
