import 'reflect-metadata';
import {ApplyAllocations, CloseAllocations, PrepareAllocations} from '@app/allocations';
import {FixedClock, londonDay} from '@app/kernel';
import {readEnvironment, sayWhy} from '@app/platform';
import {somebody, withUseCases} from '../demonstration/use-cases.js';

/** How long an import took, and how much memory its process had before it and at most, in bytes. */
export interface ImportFigures {
  readMs: number;
  takenMs: number;
  before: number;
  most: number;
}

/** In a process of its own, as a worker is: its memory is the import's, and nothing that makes load is in it. */
async function main(councilId: string, first: string, second: string, rows: number): Promise<void> {
  await withUseCases(readEnvironment(process.env), new FixedClock(new Date()), async (app) => {
    const content = fileOf(rows);
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
    const begun = performance.now();
    const {id} = await app
      .get(PrepareAllocations)
      .run(somebody(councilId, first), {content, dates: 'iso', dryRun: false});
    const prepared = performance.now();
    await app.get(CloseAllocations).confirm(somebody(councilId, second), id ?? '');
    await app.get(ApplyAllocations).run(councilId, id ?? '');
    clearInterval(watch);
    const figures: ImportFigures = {
      ...{readMs: prepared - begun, takenMs: performance.now() - prepared},
      ...{before, most: Math.max(most, process.memoryUsage().rss)},
    };
    process.stdout.write(JSON.stringify(figures));
  });
}

function fileOf(rows: number): string {
  const today = londonDay(new Date());
  const lines = Array.from(
    {length: rows},
    (_, at) => `SW-${at},Person of Number,AG-${at},${today},,310.${10 + (at % 90)},24.50,four-weekly`,
  );
  return ['person_reference,name,agreement,start,end,gross_weekly,client_contribution,frequency', ...lines].join('\n');
}

const [council = '', first = '', second = '', rows = '0'] = process.argv.slice(2);
main(council, first, second, Number(rows)).catch((error: unknown) => {
  process.stderr.write(`${sayWhy(error)}\n`);
  process.exitCode = 1;
});
