import {unusableFile} from './import.errors.js';
import {fieldsOf} from './csv-line.js';
import {layoutOf, type Layout} from './layout.js';
import {NotLines} from './lines.js';
import type {SourceFile} from './source-file.js';

const BYTE_ORDER_MARK = /^ï»¿/;

/**
 * Looks at a file's first line only.
 * @returns the layout, and the byte where the rows begin
 * @throws DomainError when the file is neither publisher's
 */
export async function readLayout(file: SourceFile): Promise<{layout: Layout; start: number}> {
  const first = await firstLine(file);
  const layout = layoutOf(fieldsOf(first.replace(BYTE_ORDER_MARK, '').trimEnd()) ?? []);
  if (!layout) throw unusableFile(file.name, 'has other columns than a file of postcodes has');
  return {layout, start: layout.header ? first.length + 1 : 0};
}

async function firstLine(file: SourceFile): Promise<string> {
  let text = '';
  try {
    for await (const chunk of file.read(0)) {
      text += chunk.toString('latin1');
      const end = text.indexOf('\n');
      if (end >= 0) return text.slice(0, end);
      if (text.length > 65_536) throw new NotLines();
    }
  } catch (error) {
    if (!(error instanceof NotLines)) throw error;
    throw unusableFile(file.name, 'is not a CSV file');
  }
  return text;
}
