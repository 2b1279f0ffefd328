import {crc32} from 'node:zlib';
import {basename} from 'node:path';
import yauzl, {type Entry, type ZipFile} from 'yauzl';
import {chooseFiles} from './choose-files.js';
import {unusableFile} from './import.errors.js';
import type {Source, SourceFile} from './source-file.js';

const LARGEST_METADATA = 65_536;

/** A zip as either publisher ships it. */
export async function openZip(path: string): Promise<Source> {
  const name = basename(path);
  const {zip, entries} = await entriesOf(path, name);
  try {
    const {data, metadata} = chooseFiles(entries, (entry) => entry.fileName);
    if (data.length === 0) throw unusableFile(name, 'holds no CSV file of postcodes');
    return {
      files: data.map((entry) => fileOf(zip, entry, name)),
      metadata: metadata ? await textOf(zip, metadata, name) : null,
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(path: string, name: string): Promise<{zip: ZipFile; entries: Entry[]}> {
  let zip: ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(path, {lazyEntries: true, autoClose: false});
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return {zip, entries};
  } catch {
    zip?.close();
    throw unusableFile(name, 'is not a whole zip file: it may not have been downloaded to its end');
  }
}

function fileOf(zip: ZipFile, entry: Entry, zipName: string): SourceFile {
  return {
    name: `${zipName}: ${entry.fileName}`,
    mark: `${basename(entry.fileName)} ${entry.uncompressedSize} ${entry.crc32}`,
    modified: entry.getLastModDate(),
    read: (from) => contents(zip, entry, zipName, from),
  };
}

/** Uncompresses all of it, whatever the offset, so that the checksum of the whole can be held against it. */
async function* contents(zip: ZipFile, entry: Entry, zipName: string, from: number): AsyncGenerator<Buffer> {
  let at = 0;
  let sum = 0;
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      if (at + chunk.length > from) yield chunk.subarray(Math.max(0, from - at));
      at += chunk.length;
    }
  } catch {
    throw damaged(zipName, entry);
  }
  if (sum !== entry.crc32) throw damaged(zipName, entry);
}

function damaged(zipName: string, entry: Entry) {
  return unusableFile(zipName, `is damaged at ${entry.fileName}: download it again`);
}

async function textOf(zip: ZipFile, entry: Entry, zipName: string): Promise<string | null> {
  if (entry.uncompressedSize > LARGEST_METADATA) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of contents(zip, entry, zipName, 0)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}
