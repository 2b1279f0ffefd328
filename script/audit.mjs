/**
 * Known vulnerabilities in what production runs with, as the registry tells them: high and critical ones fail.
 * Exceptions are in audit-exceptions.json, each {"advisory": "GHSA-…", "reason": "…", "until": "2027-01-31"}; after
 * their day they fail too. Ends with 0, with 1, or with 75 when no registry answered: then nothing was checked.
 */
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const NOT_RUN = 75;
const SERIOUS = ['high', 'critical'];

/**
 * @param report what `npm audit --json` wrote, or null when it wrote nothing that can be read
 * @param today a day like 2026-11-26
 * @returns {{outcome: 'passed' | 'failed' | 'not run', lines: string[]}}
 */
export function judge(report, exceptions, today) {
  const wrong = exceptions.filter(({advisory, reason, until}) => {
    return !/^GHSA(-\w{4}){3}$/.test(advisory) || !reason?.trim() || !/^\d{4}-\d{2}-\d{2}$/.test(until);
  });
  if (wrong.length) {
    return {outcome: 'failed', lines: wrong.map((each) => `not an exception: ${JSON.stringify(each)}`)};
  }
  // An answer without both of these is none, whatever its status: it must not pass for "nothing found".
  if (!report?.vulnerabilities || !report.metadata?.dependencies?.prod) {
    return {outcome: 'not run', lines: [`no registry answered: ${report?.message ?? 'no report'}`]};
  }
  const open = advisoriesOf(report).filter(
    ({advisory}) => !exceptions.some((each) => each.advisory === advisory && each.until >= today),
  );
  return {outcome: open.length ? 'failed' : 'passed', lines: open.map(({line}) => line)};
}

function advisoriesOf({vulnerabilities}) {
  const found = new Map();
  for (const {via} of Object.values(vulnerabilities)) {
    // A string names another package of the report, which says it itself.
    for (const each of via) {
      if (typeof each === 'string' || !SERIOUS.includes(each.severity)) continue;
      const advisory = each.url.split('/').at(-1);
      found.set(advisory, {advisory, line: `${each.severity} ${each.name} ${each.range}: ${each.title} (${advisory})`});
    }
  }
  return [...found.values()];
}

function ask(root) {
  // Offline, npm would answer out of nothing that there is nothing.
  const args = ['audit', '--json', '--omit=dev', '--offline=false', '--prefer-offline=false'];
  const patience = ['--fetch-retries=1', '--fetch-timeout=15000'];
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const {stdout} = spawnSync(command, [...first, ...args, ...patience], {cwd: root, encoding: 'utf8'});
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const here = dirname(fileURLToPath(import.meta.url));
  const exceptions = JSON.parse(readFileSync(join(here, 'audit-exceptions.json'), 'utf8'));
  const {outcome, lines} = judge(ask(join(here, '..')), exceptions, new Date().toISOString().slice(0, 10));
  for (const line of lines) process.stdout.write(`     ${line}\n`);
  process.exit({passed: 0, failed: 1, 'not run': NOT_RUN}[outcome]);
}
