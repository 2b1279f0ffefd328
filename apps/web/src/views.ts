import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import view from '@fastify/view';
import nunjucks, {type Environment} from 'nunjucks';
import type {AssetFiles} from './asset-files.js';
import type {CookieNames} from './security/cookie-names.js';
import {viewFilters} from './view-filters.js';
import {viewGlobals} from './view-globals.js';
import {TransTag} from './words/trans-tag.js';

/** Views lie beside the code, in src and in dist alike: `journeys/start/start`, `layout.njk`, `macros/standing.njk`. */
const FOLDERS = [
  join(import.meta.dirname, 'views'),
  import.meta.dirname,
  join(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')), 'dist'),
];

export interface ViewOptions {
  /** Searched before our own. */
  viewFolders?: string[];
  assets: AssetFiles;
  cookieNames: CookieNames;
}

/** A template is read and compiled once: compiling takes twenty times as long as rendering. */
export async function configureViews(app: NestFastifyApplication, options: ViewOptions): Promise<void> {
  await app.register(view, {
    engine: {nunjucks},
    templates: [...(options.viewFolders ?? []), ...FOLDERS],
    viewExt: 'njk',
    options: {
      autoescape: true,
      trimBlocks: true,
      lstripBlocks: true,
      onConfigure(environment: Environment) {
        for (const [name, filter] of Object.entries(viewFilters)) environment.addFilter(name, filter);
        const globals = viewGlobals(options.assets, options.cookieNames);
        for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value);
        environment.addExtension('trans', new TransTag());
      },
    },
  });
}
