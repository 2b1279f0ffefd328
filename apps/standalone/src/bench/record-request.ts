import {configureHttp, createHttpApp, PlatformModule, ProblemFilter, type Environment} from '@app/platform';
import {Module} from '@nestjs/common';
import {DataSource} from 'typeorm';
import {ApiModule} from '../../../api/src/api.module.js';
import type {LoadRequest} from './connection.js';
import {Recorder, type Statement} from './recorded-sql.js';

/**
 * What one request through the whole of the API sends to the database.
 * @throws Error when it is refused
 */
export async function recordRequest<Answer>(
  environment: Environment,
  {method, path, headers, body}: LoadRequest,
): Promise<{statements: readonly Statement[]; answer: Answer}> {
  @Module({imports: [PlatformModule.forRoot(environment), ApiModule]})
  class Root {}

  const app = await createHttpApp(Root, environment);
  configureHttp(app);
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const recorder = new Recorder();
  app.get(DataSource).setOptions({logger: recorder, logging: true});
  const answer = await app.inject({
    method,
    url: path,
    headers: {...headers, 'content-type': 'application/json'},
    payload: body ?? '',
  });
  await app.close();
  if (answer.statusCode >= 300) throw new Error(`the recorded request was refused: ${answer.body}`);
  return {statements: recorder.statements, answer: answer.json<Answer>()};
}
