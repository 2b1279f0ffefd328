import 'reflect-metadata';
import {sayWhy} from '@app/platform';
import {Command, InvalidArgumentError} from 'commander';
import type {Bench} from './src/bench/bench.js';
import {jsonReport, tableReport} from './src/bench/report.js';

/** Each is loaded only when it is run. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  search: async () => (await import('./src/bench/search.js')).benchSearch,
  booking: async () => (await import('./src/bench/booking.js')).benchBooking,
  allocations: async () => (await import('./src/bench/allocations.js')).benchAllocations,
  ledger: async () => (await import('./src/bench/ledger-proof.js')).benchLedger,
  register: async () => (await import('./src/bench/register.js')).benchRegister,
  people: async () => (await import('./src/bench/people.js')).benchPeople,
  directory: async () => (await import('./src/bench/directory.js')).benchDirectory,
  listings: async () => (await import('./src/bench/listings.js')).benchListings,
  startup: async () => (await import('./src/bench/startup.js')).benchStartup,
};

interface Options {
  only?: string[];
  json?: boolean;
  size?: number[];
  seconds: number;
  rounds: number;
  parts?: string[];
}

function listOf(text: string): string[] {
  const names = text.split(/[,|]/).filter(Boolean);
  const unknown = names.find((name) => !BENCHES[name]);
  if (unknown) throw new InvalidArgumentError(`${unknown} is none of ${Object.keys(BENCHES).join(', ')}.`);
  return names;
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('Give a number above nought.');
  return number;
}

const program = new Command('bench')
  .description('Measures the product on this machine, beside what it stands on')
  .option('--only <benches>', `some of ${Object.keys(BENCHES).join(', ')}, with commas between`, listOf)
  .option('--json', 'print one JSON object a line')
  .option('--size <listings>', 'only this size; again for another', (text, sizes: number[] = []) => [
    ...sizes,
    positive(text),
  ])
  .option('--seconds <seconds>', 'how long each measurement lasts', positive, 5)
  .option('--rounds <rounds>', 'how often each is repeated, in turn; the median is reported', positive, 3)
  .option(
    '--parts <parts>',
    'of search only these parts, with commas between: a national register takes long',
    (text) => text.split(',').filter(Boolean),
  );

async function main(): Promise<void> {
  const {only = Object.keys(BENCHES), json, size = [], seconds, rounds, parts = []} = program.parse().opts<Options>();
  const table = tableReport();
  const report = json ? jsonReport() : table;
  for (const name of only) {
    const bench = await BENCHES[name]?.();
    await bench?.({sizes: size, seconds, rounds, parts}, report);
  }
  if (!json) table.print();
}

main().catch((error: unknown) => {
  process.stderr.write(`${sayWhy(error)}\n`);
  process.exitCode = 1;
});
