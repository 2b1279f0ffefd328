import {Readable} from 'node:stream';
import {invalid} from '@app/kernel';
import {CsvError, parse} from 'csv-parse';

const MOST_ROWS = 200_000;
/** So many rows at a time: a file of 150,000 is never in memory as rows, and what a slice leaves behind is gone soon. */
const SLICE = 250;
const CHUNK = 65_536;

/** The columns of the exchange with councils' finance systems, by what may stand over them. */
const HEADINGS: Record<string, string> = {
  person_reference: 'person_reference',
  person_ref: 'person_reference',
  ssref: 'person_reference',
  name: 'name',
  person_name: 'name',
  budget_agreement_id: 'agreement',
  agreement: 'agreement',
  agreement_id: 'agreement',
  start: 'start',
  starts_on: 'start',
  start_date: 'start',
  end: 'end',
  ends_on: 'end',
  end_date: 'end',
  gross_weekly: 'gross_weekly',
  client_contribution: 'client_contribution',
  contribution: 'client_contribution',
  frequency: 'frequency',
  deployment: 'deployment',
  payment_day: 'payment_day',
  review_date: 'review_date',
  restrictions: 'restrictions',
};
const NEEDED = ['person_reference', 'name', 'agreement', 'start', 'gross_weekly'];

/** A row as it stands in the file; `number` as a spreadsheet counts rows. */
export interface FileRow {
  number: number;
  cells: Record<string, string>;
}

/**
 * A file with a row of headings, or the same as JSON: a list of objects, as text or as it was read. Slice by slice, in
 * order.
 * @throws VALIDATION_FAILED for what is not a table, or lacks a column
 */
export async function* fileSlices(content: string | object): AsyncGenerator<FileRow[]> {
  let [slice, count] = [[] as FileRow[], 0];
  for await (const row of rowsOf(content)) {
    count += 1;
    if (count > MOST_ROWS) throw fault('This file has more than 200,000 rows. Split it.');
    slice.push(row);
    if (slice.length < SLICE) continue;
    yield slice;
    slice = [];
  }
  if (count === 0) throw fault('There is no row below the headings.');
  if (slice.length) yield slice;
}

function rowsOf(content: string | object): AsyncGenerator<FileRow> | Generator<FileRow> {
  if (typeof content !== 'string') return fromList(content);
  return /^\s*[[{]/.test(content) ? fromList(parsed(content)) : fromCsv(content);
}

async function* fromCsv(text: string): AsyncGenerator<FileRow> {
  if (text.includes('\u0000')) throw fault('This is not a CSV file. Save the spreadsheet as CSV first.');
  const line = text.slice(0, 5_000).split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].sort((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
  const records = parse({bom: true, delimiter, relax_column_count: true, skip_empty_lines: false});
  let fields: (string | undefined)[] | null = null;
  let number = 0;
  try {
    for await (const cells of Readable.from(chunks(text)).pipe(records) as AsyncIterable<string[]>) {
      number += 1;
      if (!fields) requireFields((fields = cells.map(fieldOf)));
      else if (cells.some((cell) => cell.trim() !== '')) yield {number, cells: named(fields, cells)};
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw fault('This file cannot be read as CSV. Look for a quotation mark that is not closed.');
  }
  if (!fields) requireFields([]);
}

/** Never a pair of surrogates cut in two. */
function* chunks(text: string): Generator<Buffer> {
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + CHUNK, text.length);
    if (/[\ud800-\udbff]/.test(text.charAt(to - 1)) && to < text.length) to += 1;
    yield Buffer.from(text.slice(from, to));
    from = to;
  }
}

function named(fields: readonly (string | undefined)[], cells: readonly string[]): Record<string, string> {
  const row: Record<string, string> = {};
  fields.forEach((field, place) => {
    if (field) row[field] = (cells[place] ?? '').trim().normalize('NFC');
  });
  return row;
}

function parsed(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw fault('This file cannot be read as JSON.');
  }
}

function* fromList(content: object): Generator<FileRow> {
  const list = Array.isArray(content) ? (content as unknown[]) : (content as {rows?: unknown}).rows;
  if (!Array.isArray(list)) throw fault('Send a list of rows, or an object with “rows”.');
  for (const [index, each] of (list as unknown[]).entries()) {
    if (each === null || typeof each !== 'object' || Array.isArray(each))
      throw fault(`Row ${index + 1} is not an object.`);
    const cells = Object.entries(each).flatMap(([name, value]): [string, string][] => {
      const field = fieldOf(name);
      return field && ['string', 'number'].includes(typeof value) ? [[field, String(value).trim()]] : [];
    });
    yield {number: index + 1, cells: Object.fromEntries(cells)};
  }
}

function requireFields(fields: readonly (string | undefined)[]): void {
  const twice = fields.find((each, index) => each && fields.indexOf(each) !== index);
  if (twice) throw fault(`Two columns hold “${twice}”.`);
  const missing = NEEDED.filter((each) => !fields.includes(each));
  if (missing.length) throw fault(`These columns are missing: ${missing.join(', ')}.`);
}

function fieldOf(heading: string): string | undefined {
  return HEADINGS[
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_')
  ];
}

function fault(message: string) {
  return invalid({field: 'file', message});
}
