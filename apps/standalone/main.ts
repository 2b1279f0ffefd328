import 'reflect-metadata';
import {sayWhy, stopOnError} from '@app/platform';
import {startStandalone, type Running} from './src/start.js';

/** `npm start`: the whole product in one process, with its own servers where none are named. */
async function main(): Promise<void> {
  let running: Running | null = null;
  let ending = false;
  const end = () => {
    if (!running) process.exit(130); // the servers that had begun end with us
    if (ending) return;
    ending = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Alongside did not stop cleanly: ${sayWhy(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  running = await startStandalone(process.env);
  process.stdout.write(`${[...running.greeting, `Alongside is ready at ${running.url}`].join('\n')}\n`);
}

stopOnError(main);
