import {PlainError} from './plain-error.js';

/** Runs a process's main function; when it fails, says why, in one line where that is enough, and stops. */
export function stopOnError(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    process.stderr.write(`Alongside cannot start: ${sayWhy(error)}\n`);
    process.exit(1);
  });
}

export function sayWhy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof PlainError ? error.message : (error.stack ?? error.message);
}
