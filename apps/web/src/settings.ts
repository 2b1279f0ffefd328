import {Councils} from '@app/identity';
import {Environment, ProblemFilter} from '@app/platform';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {DEMONSTRATION_COUNCIL} from './demonstration-council.js';
import {viewerOf} from './viewer.js';
import type {WebOptions} from './web-options.js';

/** How the pages are served, from the environment and the installation's first council. */
export async function webSettings(app: NestFastifyApplication): Promise<WebOptions> {
  const environment = app.get(Environment);
  const home = await app.get(Councils).home();
  return {
    secure: environment.SECURE_COOKIES === 'yes',
    council: home ?? DEMONSTRATION_COUNCIL,
    demonstration: !environment.production,
    viewer: viewerOf(app),
    machineErrors: new ProblemFilter(),
  };
}
