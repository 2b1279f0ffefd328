import {AllocationsModule} from '@app/allocations';
import {BookingsModule} from '@app/bookings';
import {PlansModule} from '@app/plans';
import {readFile} from 'node:fs/promises';
import {BringIn, DirectoryModule, type BroughtIn, type FeedSource} from '@app/directory';
import {Councils, IdentityModule} from '@app/identity';
import {invalid} from '@app/kernel';
import {PlatformModule} from '@app/platform';
import {Module} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import {withEnvironment, type Outcome} from './command.js';
import {grouped} from './progress.js';

export interface DirectoryOptions {
  council: string;
  name: string;
  file?: string;
  address?: string;
  take?: boolean;
}

/** Another directory as drafts to claim. Without `take` nothing is kept but what it would do. */
export async function directoryImport({council, name, file, address, take}: DirectoryOptions): Promise<Outcome> {
  const source = await sourceOf(file, address);
  return withEnvironment({search: false}, async (environment) => {
    // Rows of theirs point to those of these.
    @Module({
      imports: [
        PlatformModule.forRoot(environment),
        IdentityModule,
        AllocationsModule,
        BookingsModule,
        PlansModule,
        DirectoryModule,
      ],
    })
    class Root {}

    const app = await NestFactory.createApplicationContext(Root, {logger: false, abortOnError: false});
    try {
      const councilId = await app.get(Councils).idOf(council);
      if (!councilId) throw invalid({field: 'council', message: `There is no council with the code ${council}.`});
      const who = {councilId, personId: null};
      const bringIn = app.get(BringIn);
      const {id, totals, rejected} = await bringIn.prepare(who, name, source);
      if (take) await bringIn.take(who, id);
      const counts = Object.entries(totals).map(([outcome, count]) => `${grouped(count)} ${outcome}`);
      const next = take ? 'Taken in as drafts.' : `Nothing was taken in. It waits at /council/groups/bring-in/${id}`;
      const why = reasons(rejected);
      return {ok: true, lines: [counts.join(', '), ...why, next], data: {id, totals, rejected, taken: take ?? false}};
    } finally {
      await app.close();
    }
  });
}

async function sourceOf(file: string | undefined, address: string | undefined): Promise<FeedSource> {
  if ((file === undefined) === (address === undefined)) {
    throw invalid({field: 'file', message: 'Give a file or an address.'});
  }
  if (address !== undefined) return {address};
  try {
    return {file: await readFile(file as string)};
  } catch {
    throw invalid({field: 'file', message: `${file} cannot be read.`});
  }
}

const SHOWN = 20;

/** The first rows that cannot be taken in, with what is wrong. */
function reasons(rejected: BroughtIn['rejected']): string[] {
  const lines = rejected.slice(0, SHOWN).map(({row, name, errors}) => {
    const wrong = errors.map(({field, message}) => `${field}: ${message}`).join(' ');
    return `Row ${row}${name === null ? '' : ` (${name})`}: ${wrong}`;
  });
  const more = rejected.length - lines.length;
  return more > 0 ? [...lines, `And ${grouped(more)} more.`] : lines;
}
