import {fieldsOf} from './csv-line.js';
import {unusableFile} from './import.errors.js';
import type {Layout} from './layout.js';
import {blocksOf, NotLines, type Block} from './lines.js';
import {BadRow, readRow, type PostcodeRow} from './postcode-row.js';
import type {SourceFile} from './source-file.js';

/** What came of a file's rows up to a byte of it. */
export interface Tally {
  bytes: number;
  rows: number;
  withoutPosition: number;
  terminated: number;
}

/** Reads a file's rows in portions, each of which can be written in a transaction of its own. */
export class RowsReader {
  /** Holds the rows handed out so far. */
  readonly tally: Tally;
  ended = false;
  private readonly blocks: AsyncGenerator<Block>;
  private line: number;

  constructor(
    private readonly file: SourceFile,
    private readonly layout: Layout,
    from: Tally,
  ) {
    this.tally = {...from};
    this.line = from.rows + from.withoutPosition + from.terminated;
    this.blocks = blocksOf(file.read(from.bytes), from.bytes);
  }

  /** Lines for COPY: at least so many rows, or those that are left. */
  async *portion(rows: number): AsyncGenerator<string> {
    const enough = this.tally.rows + rows;
    while (this.tally.rows < enough) {
      const block = await this.next();
      if (!block) return;
      const text = this.read(block.lines);
      this.tally.bytes = block.end;
      if (text) yield text;
    }
  }

  async close(): Promise<void> {
    await this.blocks.return(undefined);
  }

  private async next(): Promise<Block | null> {
    try {
      const next = await this.blocks.next();
      this.ended = next.done === true;
      return next.done ? null : next.value;
    } catch (error) {
      if (error instanceof NotLines) throw unusableFile(this.file.name, 'is not a CSV file');
      throw error;
    }
  }

  private read(lines: readonly string[]): string {
    let text = '';
    for (const line of lines) {
      this.line += 1;
      if (line === '') continue;
      const row = this.rowOf(line);
      if (row === 'terminated') this.tally.terminated += 1;
      else if (row === 'without_position') this.tally.withoutPosition += 1;
      else {
        this.tally.rows += 1;
        text += copyLine(row);
      }
    }
    return text;
  }

  private rowOf(line: string) {
    try {
      return readRow(fieldsOf(line) ?? [], this.layout);
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      throw unusableFile(this.file.name, `cannot be read, at row ${this.line}: ${error.message}`);
    }
  }
}

/** Six decimals are a tenth of a metre. None of the values needs escaping: `readRow` lets only letters and digits by. */
function copyLine({code, latitude, longitude, district}: PostcodeRow): string {
  return `${code}\t${latitude.toFixed(6)}\t${longitude.toFixed(6)}\t${district || '\\N'}\n`;
}
