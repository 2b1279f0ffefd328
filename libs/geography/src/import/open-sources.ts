import {createReadStream} from 'node:fs';
import {open, readdir, readFile, stat} from 'node:fs/promises';
import {basename, join, sep} from 'node:path';
import {invalid} from '@app/kernel';
import {chooseFiles} from './choose-files.js';
import {unusableFile} from './import.errors.js';
import {openZip} from './open-zip.js';
import type {Source, SourceFile} from './source-file.js';

/**
 * Opens what was given: zips, CSV files, folders of CSV files.
 * @throws DomainError naming the file that cannot be used
 */
export async function openSources(paths: readonly string[]): Promise<Source> {
  if (paths.length === 0) throw invalid({field: 'file', message: 'Name at least one file of postcodes.'});
  const opened: Source[] = [];
  const close = () => opened.forEach((source) => source.close());
  try {
    for (const path of paths) opened.push(await openSource(path));
    const files = opened.flatMap((source) => source.files);
    const twice = files.find((file, at) => files.findIndex((other) => other.name === file.name) !== at);
    if (twice) throw unusableFile(twice.name, 'was given twice');
    return {files, metadata: opened.find((source) => source.metadata !== null)?.metadata ?? null, close};
  } catch (error) {
    close();
    throw error;
  }
}

async function openSource(path: string): Promise<Source> {
  const name = basename(path);
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await openFolder(path);
    if (!found.isFile() || found.size === 0) throw unusableFile(name, found.size === 0 ? 'is empty' : 'is not a file');
    if (await isZip(path)) return await openZip(path);
    return {files: [plainFile(path, found)], metadata: null, close: () => {}};
  } catch (error) {
    throw readable(error, path);
  }
}

async function openFolder(path: string): Promise<Source> {
  const paths = (await readdir(path, {recursive: true})).sort();
  const {data, metadata} = chooseFiles(paths, (each) => each.split(sep).join('/'));
  if (data.length === 0) throw unusableFile(basename(path), 'is a folder without CSV files of postcodes');
  return {
    files: await Promise.all(data.map(async (each) => plainFile(join(path, each), await stat(join(path, each))))),
    metadata: metadata ? await readFile(join(path, metadata), 'latin1') : null,
    close: () => {},
  };
}

function plainFile(path: string, {size, mtime}: {size: number; mtime: Date}): SourceFile {
  const name = basename(path);
  return {
    name,
    mark: `${name} ${size} ${mtime.getTime()}`,
    modified: mtime,
    async *read(from) {
      try {
        yield* createReadStream(path, {start: from, highWaterMark: 262_144}) as AsyncIterable<Buffer>;
      } catch (error) {
        throw readable(error, path);
      }
    },
  };
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.toString('latin1') === 'PK';
  } finally {
    await file.close();
  }
}

const WHY: Record<string, string> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EIO: 'cannot be read: the disk reports a fault',
};

/** The system's "no such file" and the like, in one line that names the file. */
function readable(error: unknown, path: string): unknown {
  const why = WHY[(error as NodeJS.ErrnoException | null)?.code ?? ''];
  return why ? unusableFile(path, why) : error;
}
