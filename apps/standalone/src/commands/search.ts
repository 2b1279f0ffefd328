import {PlatformModule, type Environment} from '@app/platform';
import {RebuildSearch, SearchIndexModule, VerifySearch, type Differences, type RebuildReport} from '@app/search';
import {Module, type INestApplicationContext} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import {withEnvironment, type Outcome} from './command.js';
import {grouped, Progress} from './progress.js';

/** Makes projection and index again from the listings; searches are answered meanwhile. */
export function searchRebuild(): Promise<Outcome> {
  return withEnvironment({search: true}, async (environment) => {
    const report = await rebuildSearch(environment);
    return {ok: true, lines: [rebuilt(report)], data: report};
  });
}

/** Compares listings, projection and index, and mends what differs. Any difference fails the command. */
export function searchVerify(): Promise<Outcome> {
  return withEnvironment({search: true}, (environment) =>
    withSearch(environment, async (app) => {
      const progress = new Progress();
      const report = await app
        .get(VerifySearch)
        .run((done, of) => progress.counted('Listings compared', done, of))
        .finally(() => progress.end());
      const lines = [
        `Search: ${grouped(report.listed)} listings can be found`,
        `Projection: ${said(report.projection)}`,
        `Index: ${report.index ? said(report.index) : 'there is none, PostgreSQL answers'}`,
        report.right ? 'No fault found.' : 'FAULT What differed is mended.',
      ];
      return {ok: report.right, lines, data: report};
    }),
  );
}

export function rebuildSearch(environment: Environment): Promise<RebuildReport> {
  const names = {projection: 'Listings projected', index: 'Listings indexed'};
  return withSearch(environment, async (app) => {
    const progress = new Progress();
    return app
      .get(RebuildSearch)
      .run((part, done, of) => progress.counted(names[part], done, of))
      .finally(() => progress.end());
  });
}

export function rebuilt({listed, index}: RebuildReport): string {
  return `${grouped(listed)} listings can be found; ${index ? `the index is ${index}` : 'PostgreSQL answers, there is no index'}.`;
}

function said({missing, different, extra}: Differences): string {
  const wrong = Object.entries({missing, different, 'too many': extra}).filter(([, count]) => count > 0);
  return wrong.map(([what, count]) => `${grouped(count)} ${what}`).join(', ') || 'as it should be';
}

async function withSearch<T>(environment: Environment, work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  @Module({imports: [PlatformModule.forRoot(environment), SearchIndexModule]})
  class Root {}

  const app = await NestFactory.createApplicationContext(Root, {logger: false, abortOnError: false});
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
