import {EnvironmentError} from './environment.js';

/** Runs a process's main function; when it fails, says why in one line where that is enough, and stops. */
export function stopOnError(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const plain = error instanceof EnvironmentError || (error as {plain?: boolean}).plain;
    const said = error instanceof Error ? (plain ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`Alongside cannot start: ${said}\n`);
    process.exit(1);
  });
}
