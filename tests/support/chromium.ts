import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

export interface Chromium {
  path: string;
  /** What its process needs beside our own environment. */
  env: Record<string, string>;
}

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** An installed Chromium when there is one (CHROMIUM_PATH names another), else the one that npm brought. */
export function findChromium(): Chromium {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
    return {path: named, env: {}};
  }
  const installed = INSTALLED.find((path) => existsSync(path));
  return installed ? {path: installed, env: {}} : packedChromium();
}

/** Unpacks the npm package's browser once per version and user; later runs and other workers find it there. */
function packedChromium(): Chromium {
  const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', '..');
  const {version} = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {version: string};
  const folder = join(tmpdir(), `alongside-chromium-${version}-${process.getuid?.() ?? ''}`);
  if (!existsSync(folder)) unpack(packageFolder, folder);

  const path = join(folder, 'chromium');
  // Its own fonts: there may be none here, and pages then break their lines alike on every machine.
  const env: Record<string, string> = {FONTCONFIG_FILE: fontsOf(folder)};
  if (missingLibraries(path, env).length) {
    env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
    const missing = missingLibraries(path, env);
    if (missing.length) throw new Error(`Chromium needs ${missing.join(', ')}: install them, or a chromium package.`);
  }
  return {path, env};
}

/**
 * The package unpacks into the system's temporary folder, and takes a file half written by somebody else for
 * whole. So it gets a temporary folder of its own in a process of its own, which is moved into place when complete.
 */
function unpack(packageFolder: string, folder: string): void {
  const fresh = mkdtempSync(`${folder}.`);
  const script = `import {inflate} from '@sparticuz/chromium';
for (const name of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br']) await inflate(process.argv[1] + '/bin/' + name);`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script, packageFolder], {
    cwd: packageFolder,
    env: {...process.env, TMPDIR: fresh, NODE_OPTIONS: ''},
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, {recursive: true, force: true});
    if (!existsSync(folder)) throw error;
  }
}

function fontsOf(folder: string): string {
  const file = join(folder, 'fonts.conf');
  if (!existsSync(file)) {
    const configuration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts', 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>
`;
    writeFileSync(file, configuration);
  }
  return file;
}

function missingLibraries(path: string, env: Record<string, string>): string[] {
  const {stdout} = spawnSync('ldd', [path], {encoding: 'utf8', env: {...process.env, ...env}});
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
}
