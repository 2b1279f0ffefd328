import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fastifyStatic from '@fastify/static';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {ASSETS_PREFIX} from './paths.js';

/** The built assets: in dist beside this code, or in the workspace's dist when the code runs from source. */
const FOLDERS = ['../assets', '../../../dist/apps/web/assets'].map((path) => join(import.meta.dirname, path));

export interface AssetFiles {
  folder: string;
  url(name: string): string;
}

/** @throws Error when the assets were not built, so that no process serves bare pages */
export function assetFiles(): AssetFiles {
  const folder = FOLDERS.find((each) => existsSync(join(each, 'manifest.json')));
  if (!folder) throw new Error('The web assets are not built. Run «npm run build».');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  return {
    folder,
    url(name) {
      const file = manifest[name];
      if (!file) throw new Error(`There is no asset named ${name}.`);
      return `${ASSETS_PREFIX}${file}`;
    },
  };
}

/** File names carry a digest of their content, so browsers keep them for a year. */
export async function serveAssets(app: NestFastifyApplication, assets: AssetFiles): Promise<void> {
  await app.register(fastifyStatic, {
    root: assets.folder,
    prefix: ASSETS_PREFIX,
    decorateReply: false,
    wildcard: false,
    index: false,
    globIgnore: ['**/*.json', '**/*.txt'],
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
}
