import {createHash} from 'node:crypto';
import type {SourceFile} from './source-file.js';

/** Which publication the files are, from what comes along with them. */
export interface EditionFacts {
  source: 'code_point_open' | 'onspd';
  name: string;
  year: number;
  fingerprint: string;
}

/** Raised when the same files would be read another way than before. */
const READING = 1;

export function editionOf(
  source: EditionFacts['source'],
  files: readonly SourceFile[],
  metadata: string | null,
): EditionFacts {
  const marks = files.map((file) => file.mark).sort();
  const fingerprint = createHash('sha256')
    .update(`${READING}\n${marks.join('\n')}`)
    .digest('hex');
  const newest = new Date(Math.max(...files.map((file) => file.modified.getTime())));
  const published = source === 'onspd' ? directory(files) : codePointOpen(metadata);
  const title = source === 'onspd' ? 'ONS Postcode Directory' : 'OS Code-Point Open';
  return {
    source,
    fingerprint,
    ...(published ?? {name: `${title}, file of ${newest.toISOString().slice(0, 10)}`, year: newest.getUTCFullYear()}),
  };
}

/** `DATASET VERSION NUMBER: 2025.4.0` and `COPYRIGHT DATE: 20251020`. */
function codePointOpen(metadata: string | null): {name: string; year: number} | null {
  const version = /VERSION NUMBER:\s*([\w.]{1,20})/i.exec(metadata ?? '')?.[1];
  const year = /COPYRIGHT DATE:\s*(\d{4})/i.exec(metadata ?? '')?.[1] ?? version?.slice(0, 4);
  return version && year && /^\d{4}$/.test(year) ? {name: `OS Code-Point Open ${version}`, year: Number(year)} : null;
}

/** `ONSPD_AUG_2025_UK.csv`, and the lookup that ONS publishes beside it, NSPL. */
function directory(files: readonly SourceFile[]): {name: string; year: number} | null {
  for (const {name} of files) {
    const [, kind, month, year] = /(ONSPD|NSPL)\w{0,5}?_([A-Z]{3})_(\d{4})/i.exec(name) ?? [];
    if (!kind || !month || !year) continue;
    const title = kind.toUpperCase() === 'NSPL' ? 'National Statistics Postcode Lookup' : 'ONS Postcode Directory';
    return {name: `${title} ${month.toUpperCase()} ${year}`, year: Number(year)};
  }
  return null;
}
