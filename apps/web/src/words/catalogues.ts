import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** What is said for a sentence of ours. */
export type Catalogue = Record<string, string>;

const FOLDER = join(import.meta.dirname, 'catalogues');

/** The folder's files together, one for each part of the service: `en`, `en-x-easy`, `pl`, `pl-x-easy`. */
export function catalogue(variant: string): Catalogue {
  return Object.assign({}, ...catalogueFiles(variant).map(({entries}) => entries)) as Catalogue;
}

export function catalogueFiles(variant: string): {file: string; entries: Catalogue}[] {
  const folder = join(FOLDER, variant);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({file, entries: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Catalogue}));
}
