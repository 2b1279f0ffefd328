import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';

export interface FoundProcess {
  pid: number;
  argv: string[];
}

/**
 * Living processes whose command line matches. A process id kept in a file may by now be another process's, and
 * /proc/N/cwd is closed to root in containers; the command line tells surely and is open to all.
 */
export function findProcesses(matches: (argv: string[]) => boolean): FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({pid: Number(name), argv: commandLine(name)}))
    .filter(({argv}) => matches(argv));
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // ended while we looked
  }
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until `done`; false when that took too long. */
export async function waitUntil(done: () => boolean, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; !done(); await pause(10)) {
    if (Date.now() > end) return false;
  }
  return true;
}
