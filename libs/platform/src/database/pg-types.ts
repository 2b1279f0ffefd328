import pg from 'pg';

const INT8 = 20;
const DATE = 1082;

/**
 * How values leave the database: a bigint is a number (sums of pence stay far below 2^53; beyond it we stop
 * rather than round), a date stays the day it is, free of any zone.
 */
export function setPgTypes(): void {
  pg.types.setTypeParser(INT8, (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value))
      throw new RangeError(`the database holds a number too large to be exact: ${text}`);
    return value;
  });
  pg.types.setTypeParser(DATE, (text) => text);
}
