import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, fstatSync, openSync, readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {LaunchError, PortTaken, cannotRun} from './launch-error.js';
import {type RunAs} from './unprivileged.js';

/** A server started by us, with what it has written since. */
export interface ServiceProcess {
  child: ChildProcess;
  logFile: string;
  output(): string;
}

export interface ServiceCommand {
  program: string;
  args: string[];
  user: RunAs;
  /** Entered before root's rights are dropped, so it may lie where the server's user could not go by itself. */
  cwd: string;
  env?: Record<string, string>;
  logFile: string;
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches only us and we end it in order.
 * It writes to a file and not to a pipe: a pipe would break with us and would stop the server when we are busy.
 */
export async function spawnService(command: ServiceCommand): Promise<ServiceProcess> {
  const {program, args, user, cwd, env = {}, logFile} = command;
  const log = openSync(logFile, 'a', 0o600);
  const before = fstatSync(log).size;
  try {
    const child = spawn(program, args, {...user, cwd, env, detached: true, stdio: ['ignore', log, log]});
    await once(child, 'spawn');
    child.unref();
    return {child, logFile, output: () => readFileSync(logFile).subarray(before).toString()};
  } catch (error) {
    throw new LaunchError(cannotRun(program, error));
  } finally {
    closeSync(log);
  }
}

export function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Waits for as long as it takes (recovery after a crash may take long), unless the process ends. */
export async function untilReady(service: ServiceProcess, isReady: () => boolean | Promise<boolean>): Promise<void> {
  while (isRunning(service.child)) {
    if (await isReady()) return;
    await pause(10);
  }
  const output = service.output().trim();
  if (/Address already in use/i.test(output)) throw new PortTaken('The port was taken by something else.');
  const {exitCode, signalCode} = service.child;
  const why = output.match(/(?:FATAL|PANIC|Error): +(.*)/)?.[1] ?? `it ended with ${signalCode ?? exitCode}`;
  throw new LaunchError(`${why} (see ${service.logFile})`);
}
