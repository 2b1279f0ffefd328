import {stringify} from 'csv-stringify/sync';

/** What a spreadsheet would take for a formula, or for the end of its cell. */
const FORMULA = /^[=+\-@\t\r]/;
/** A sum below nought is no formula: a finance system has to read it as it is. */
const NUMBER = /^-\d+(?:\.\d+)?$/;

/** CSV for a spreadsheet: with a byte order mark, and with no cell that could be a formula, whoever wrote it. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((each) => (typeof each === 'number' ? String(each) : harmless(each))));
  return stringify(cells, {bom: true, record_delimiter: '\r\n'});
}

function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
