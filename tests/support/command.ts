import {spawn} from 'node:child_process';
import {join} from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

export interface CommandResult {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `npm run cli -- …` as a script would. */
export function runCommand(args: readonly string[], variables: Record<string, string>): Promise<CommandResult> {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: '',
    NODE_OPTIONS: '',
    LOG_LEVEL: 'error',
    ...variables,
  };
  if (!environment['NODE_ENV']) delete environment['NODE_ENV'];
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'apps', 'standalone', 'cli.js'), ...args], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = {out: '', err: ''};
  child.stdout.on('data', (part: Buffer) => (said.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.err += part.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({code, ...said}));
  });
}
