import {invalid} from '@app/kernel';
import {CsvError, parse} from 'csv-parse/sync';

const MOST_ROWS = 200_000;

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
 * A file with a row of headings, or the same as JSON: a list of objects.
 * @throws VALIDATION_FAILED for what is not a table, or lacks a column
 */
export function readFile(text: string): FileRow[] {
  const start = text.trimStart().charAt(0);
  const rows = start === '[' || start === '{' ? fromJson(text) : fromCsv(text);
  if (rows.length === 0) throw fault('There is no row below the headings.');
  if (rows.length > MOST_ROWS) throw fault('This file has more than 200,000 rows. Split it.');
  return rows;
}

function fromCsv(text: string): FileRow[] {
  if (text.includes('\u0000')) throw fault('This is not a CSV file. Save the spreadsheet as CSV first.');
  const line = text.slice(0, 5_000).split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].sort((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
  let records: string[][];
  try {
    records = parse(text.normalize('NFC'), {bom: true, delimiter, relax_column_count: true, skip_empty_lines: false});
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw fault('This file cannot be read as CSV. Look for a quotation mark that is not closed.');
  }
  const [first = [], ...rest] = records;
  const fields = first.map(fieldOf);
  requireFields(fields);
  return rest.flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const named = fields.flatMap((field, place): [string, string][] =>
      field ? [[field, (cells[place] ?? '').trim()]] : [],
    );
    return [{number: index + 2, cells: Object.fromEntries(named)}];
  });
}

function fromJson(text: string): FileRow[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw fault('This file cannot be read as JSON.');
  }
  const list = Array.isArray(parsed) ? (parsed as unknown[]) : (parsed as {rows?: unknown}).rows;
  if (!Array.isArray(list)) throw fault('Send a list of rows, or an object with “rows”.');
  return (list as unknown[]).map((each, index) => {
    if (each === null || typeof each !== 'object' || Array.isArray(each))
      throw fault(`Row ${index + 1} is not an object.`);
    const named = Object.entries(each).flatMap(([name, value]): [string, string][] => {
      const field = fieldOf(name);
      return field && ['string', 'number'].includes(typeof value) ? [[field, String(value).trim()]] : [];
    });
    return {number: index + 1, cells: Object.fromEntries(named)};
  });
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
