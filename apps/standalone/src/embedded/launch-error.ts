import {PlainError} from '@app/platform';

/** A failure a person can mend: the message is one plain sentence, to be shown without a stack trace. */
export class LaunchError extends PlainError {
  override readonly name: string = 'LaunchError';
}

/** Another living process has the data folder. */
export class AlreadyRunning extends LaunchError {
  override readonly name = 'AlreadyRunning';
}

/** Something else took the port between our choosing it and the server's binding it. */
export class PortTaken extends LaunchError {
  override readonly name = 'PortTaken';
}

/** As on a disk mounted "noexec", or with a C library that the program was not built for. */
export function cannotRun(program: string, error: unknown): string {
  return `${program} can't be run (${(error as NodeJS.ErrnoException).code ?? String(error)}).`;
}
