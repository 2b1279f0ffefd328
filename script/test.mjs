/**
 * Every check, all of them even when one fails; then one line: N passed, N failed, N skipped.
 * Static checks count as one each, tests as what Jest counts.
 */
import {spawn} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import {setPriority, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {NOT_RUN} from './audit.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (path) => join(root, 'node_modules', path);
const results = join(tmpdir(), `alongside-tests-${process.pid}.json`);
const LOW_PRIORITY = 10;
const count = {passed: 0, failed: 0, skipped: 0};

const CHECKS = [
  // TypeScript 7 checks in a tenth of the time; what builds and transforms still needs 6.
  ['Types', [bin('typescript-native/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']],
  ['Lint', [bin('oxlint/bin/oxlint'), '.']],
  ['Format', [bin('oxfmt/bin/oxfmt'), '--check', '.']],
  [
    'Import rules',
    [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--output-type', 'err', 'apps', 'libs', 'tests'],
  ],
  ['Known vulnerabilities', [join(root, 'script', 'audit.mjs')]],
];
const OUTCOMES = {0: ['passed', 'ok  '], [NOT_RUN]: ['skipped', 'not run:']};
const JEST = [
  '--experimental-vm-modules',
  '--no-warnings',
  bin('jest/bin/jest.js'),
  '--json',
  `--outputFile=${results}`,
];

// Tests wait much for databases and browsers; the static checks take what they leave of the processor.
await Promise.all([tests(process.argv.slice(2)), staticChecks()]);
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
process.exit(count.failed === 0 ? 0 : 1);

async function staticChecks() {
  for (const each of CHECKS) await check(each);
}

async function check([name, args]) {
  const {status, output, seconds} = await run(args, 'pipe', LOW_PRIORITY);
  const [counted, word] = OUTCOMES[status] ?? ['failed', 'FAIL'];
  count[counted] += 1;
  process.stdout.write(`${word} ${name} (${seconds} s)\n${status === 0 ? '' : output}`);
}

async function tests(chosen) {
  const {status} = await run([...JEST, ...chosen], 'inherit');
  const report = readReport();
  count.passed += report.numPassedTests;
  count.skipped += report.numPendingTests + report.numTodoTests;
  // A test file that cannot even start fails without a failed test in it.
  count.failed += Math.max(report.numFailedTests + report.numRuntimeErrorTestSuites, status === 0 ? 0 : 1);
}

function readReport() {
  try {
    return JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return {numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0};
  } finally {
    rmSync(results, {force: true});
  }
}

function run(args, stdio = 'pipe', niceness = 0) {
  const started = Date.now();
  const child = spawn(process.execPath, args, {cwd: root, stdio: ['ignore', stdio, stdio]});
  if (niceness) setPriority(child.pid, niceness);
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({status, output, seconds: ((Date.now() - started) / 1000).toFixed(1)}));
  });
}
