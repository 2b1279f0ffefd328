import 'reflect-metadata';
import {stopOnError} from '@app/platform';
import {startStandalone} from './src/start.js';

/** `npm start`: the whole product in one process, with its own servers where none are named. */
async function main(): Promise<void> {
  const running = await startStandalone(process.env);
  const end = () => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Alongside did not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.stdout.write(`${[...running.greeting, `Alongside is ready at ${running.url}`].join('\n')}\n`);
}

stopOnError(main);
