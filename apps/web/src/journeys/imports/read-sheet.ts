import {invalid} from '@app/kernel';
import type {Upload} from '@app/platform';

/** A form can carry no more from page to page; a program can send five times as much. */
const LARGEST = 600_000;

/**
 * The text of a spreadsheet saved as CSV: UTF-8, or what Excel in the UK saves when it is not told otherwise.
 * @throws VALIDATION_FAILED for one that is too large for a page
 */
export async function readSheet({content, fields}: Upload): Promise<{csv: string; fields: Record<string, string>}> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of content as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= LARGEST) parts.push(part);
  }
  if (size > LARGEST) {
    throw invalid({field: 'file', message: 'This file is larger than 600 KB. Split it, or have it sent by a program.'});
  }
  return {csv: decode(Buffer.concat(parts)), fields};
}

/** UTF-8, or what it is when it is not that: Windows-1252. */
export function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
