import {invalid} from '@app/kernel';
import {CsvError, parse} from 'csv-parse/sync';

/** A register of 5,000 is three times the largest known. */
export const MOST_ROWS = 10_000;
const MOST_COLUMNS = 100;
const DELIMITERS = [',', ';', '\t'] as const;

export interface Sheet {
  headings: string[];
  /** Each as long as the headings; `number` as a spreadsheet counts rows. */
  rows: {number: number; cells: string[]}[];
}

/**
 * Reads a spreadsheet saved as CSV: with or without a byte order mark, with commas, semicolons or tabs. Rows with
 * nothing in them are left out.
 * @throws VALIDATION_FAILED for what is not a table
 */
export function readCsv(text: string): Sheet {
  const records = parseRecords(text);
  const [first, ...rest] = records;
  if (!first) throw fault('There is nothing in this file.');
  const headings = first.cells.map((each) => each.trim());
  if (headings.length > MOST_COLUMNS) throw fault(`This file has more than ${MOST_COLUMNS} columns.`);
  const twice = headings.find((each, index) => each !== '' && headings.indexOf(each) !== index);
  if (twice) throw fault(`Two columns have the heading “${twice}”. Give each its own.`);
  const rows = rest.filter(({cells}) => cells.some((each) => each.trim() !== ''));
  if (rows.length === 0) throw fault('There is no row below the headings.');
  if (rows.length > MOST_ROWS) throw fault(`This file has more than ${MOST_ROWS} rows. Split it.`);
  const ragged = rows.find(({cells}) => cells.length > headings.length && cells.slice(headings.length).some(Boolean));
  if (ragged) throw fault(`Row ${ragged.number} has more cells than there are headings.`);
  return {
    headings,
    rows: rows.map(({number, cells}) => ({number, cells: headings.map((_, index) => (cells[index] ?? '').trim())})),
  };
}

function parseRecords(text: string): Sheet['rows'] {
  if (text.includes('\u0000')) throw fault('This is not a CSV file. Save the spreadsheet as CSV first.');
  if (text.includes('\uFFFD')) throw fault('Some letters cannot be read. Save the file as CSV UTF-8.');
  try {
    const options = {bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: false};
    const cells = parse(text.normalize('NFC'), options);
    return cells.map((each, index) => ({number: index + 1, cells: each}));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    throw fault(`This file cannot be read as CSV${where}. Look for a quotation mark that is not closed.`);
  }
}

/** The one that the line of headings has most of. */
function delimiterOf(text: string): string {
  const line =
    text
      .slice(0, 20_000)
      .split(/\r?\n/)
      .find((each) => each.trim() !== '') ?? '';
  const count = (delimiter: string) => line.split(delimiter).length;
  return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

function fault(message: string) {
  return invalid({field: 'csv', message});
}
