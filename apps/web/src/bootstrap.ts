import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {assetFiles, serveAssets} from './asset-files.js';
import {ErrorPageFilter} from './errors/error-page.filter.js';
import {pageContext} from './page-context.js';
import {caching} from './security/caching.js';
import {cookieNames} from './security/cookie-names.js';
import {cookies} from './security/cookies.js';
import {csrfProtection} from './security/csrf.js';
import {publicForms} from './security/public-forms.js';
import {securityHeaders} from './security/headers.js';
import {configureViews} from './views.js';
import type {WebOptions} from './web-options.js';
import {speakToReaders} from './words/reading-of.js';

/**
 * Makes an application serve pages. Call it before `app.init()`, once, whether the pages run alone or beside the
 * API: what concerns pages leaves the machine paths alone. The order is the order in which a request meets it.
 */
export async function configureWeb(app: NestFastifyApplication, options: WebOptions): Promise<void> {
  const assets = assetFiles();
  await configureViews(app, {...options, assets, cookieNames: cookieNames(options)});
  await securityHeaders(app, options);
  caching(app);
  await cookies(app);
  speakToReaders(app, options);
  await csrfProtection(app, options);
  await publicForms(app);
  const frame = pageContext(app, options);
  await serveAssets(app, assets);
  app.useGlobalFilters(new ErrorPageFilter(frame, options.machineErrors));
}
