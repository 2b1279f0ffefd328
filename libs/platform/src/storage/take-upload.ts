import {DomainError} from '@app/kernel';
import type {Upload} from '../http/uploads.js';
import {inspect, type Inspected} from './inspect.js';
import type {SealedFiles} from './sealed-files.js';

const LONGEST_NAME = 200;

/** A browser sends a form in which no file was chosen with an empty one that has no name. */
const NOTHING = new Error('no file');

/**
 * Keeps what is being sent, whole and sealed, or nothing of it.
 * @returns what it is, or null when no file was chosen
 * @throws FILE_TOO_LARGE, FILE_EMPTY, FILE_TYPE; UNAVAILABLE when no key is set
 */
export async function takeUpload(files: SealedFiles, key: string, upload: Upload): Promise<Inspected | null> {
  let found: Inspected = {bytes: 0, mediaType: null};
  const inspected = inspect((all) => {
    found = all;
    requireTaken(all, upload);
  });
  upload.content.on('error', (error) => inspected.destroy(error)).pipe(inspected);
  try {
    await files.put(key, inspected);
  } catch (error) {
    if (error === NOTHING) return null;
    throw error;
  }
  return found;
}

/** One line that a list can show: no path, nothing that cannot be seen. */
export function plainFileName(name: string, otherwise = 'file'): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(-LONGEST_NAME);
  return plain || otherwise;
}

function requireTaken({bytes, mediaType}: Inspected, upload: Upload): void {
  if (upload.cut) throw notTaken('FILE_TOO_LARGE', 'The file must be smaller than 10 MB.');
  if (bytes === 0 && !upload.name) throw NOTHING;
  if (bytes === 0) throw notTaken('FILE_EMPTY', 'Choose a file that is not empty.');
  if (mediaType) return;
  throw notTaken('FILE_TYPE', 'The file must be a whole PDF, JPEG or PNG. What is in this one is something else.');
}

function notTaken(code: string, message: string): DomainError {
  const kind = code === 'FILE_TOO_LARGE' ? 'too_large' : 'refused';
  return new DomainError(kind, code, message, {fields: [{field: 'file', message}]});
}
