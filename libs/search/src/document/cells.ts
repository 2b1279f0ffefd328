import {boundsAround, distanceMetres, type Position} from '@app/geography';

/**
 * Great Britain in cells of about five and a half kilometres, and in areas of eight by eight of them. Whoever is near
 * a place is in one of the few cells near it: for an engine that is a short list of values, far quicker than a circle,
 * and a database can tell how many rows it gives. The circle itself is drawn afterwards, among those few.
 */
const SOUTH = 49;
const WEST = -9;
const ROWS = 256; // up to 61.8° north
const COLUMNS = 160; // up to 3.8° east
const CELL = {latitude: 0.05, longitude: 0.08};
const CELLS_IN_AREA = 8;
/** Cells are numbered from nought to below this. */
export const CELLS = ROWS * COLUMNS;

/** Beyond it areas are listed in place of cells, then everything. */
const MOST_CELLS_METRES = 40_000;
const MOST_AREAS_METRES = 300_000;
/** The nearest corner of a cell is worked out on the flat; this makes up for it. */
const SAFELY = 1.02;

export type Nearby = {in: 'cell' | 'area'; values: number[]} | {in: 'anywhere'};

export function cellOf(position: Position): number {
  return code(rowOf(position.latitude), columnOf(position.longitude));
}

export function areaOf(position: Position): number {
  return code(
    Math.floor(rowOf(position.latitude) / CELLS_IN_AREA),
    Math.floor(columnOf(position.longitude) / CELLS_IN_AREA),
  );
}

/** The area that a cell is in. */
export function areaOfCell(cell: number): number {
  return code(Math.floor(Math.floor(cell / COLUMNS) / CELLS_IN_AREA), Math.floor((cell % COLUMNS) / CELLS_IN_AREA));
}

/** Every cell, or area where the circle is wide, that a point within this distance can be in. */
export function cellsAround(origin: Position, metres: number): Nearby {
  if (metres > MOST_AREAS_METRES) return {in: 'anywhere'};
  const whole = metres > MOST_CELLS_METRES ? CELLS_IN_AREA : 1;
  const {south, north, west, east} = boundsAround(origin, metres);
  const values: number[] = [];
  const rows = [rowOf(south), rowOf(north)].map((row) => Math.floor(row / whole)) as [number, number];
  const columns = [columnOf(west), columnOf(east)].map((column) => Math.floor(column / whole)) as [number, number];
  for (let row = rows[0]; row <= rows[1]; row += 1) {
    for (let column = columns[0]; column <= columns[1]; column += 1) {
      if (distanceMetres(origin, nearestIn(row, column, whole, origin)) <= metres * SAFELY + 1) {
        values.push(code(row, column));
      }
    }
  }
  return {in: whole === 1 ? 'cell' : 'area', values};
}

/** Of the cell's points the one nearest to another, worked out on the flat; cells at the rim reach out for ever. */
function nearestIn(row: number, column: number, whole: number, to: Position): Position {
  const side = (at: number, last: number, start: number, size: number, wanted: number): number => {
    const from = at === 0 ? -Infinity : start + at * size * whole;
    const until = (at + 1) * whole >= last ? Infinity : start + (at + 1) * size * whole;
    return Math.min(Math.max(wanted, from), until);
  };
  return {
    latitude: side(row, ROWS, SOUTH, CELL.latitude, to.latitude),
    longitude: side(column, COLUMNS, WEST, CELL.longitude, to.longitude),
  };
}

const rowOf = (latitude: number) => within(Math.floor((latitude - SOUTH) / CELL.latitude), ROWS);
const columnOf = (longitude: number) => within(Math.floor((longitude - WEST) / CELL.longitude), COLUMNS);
const within = (index: number, count: number) => Math.min(Math.max(index, 0), count - 1);
const code = (row: number, column: number) => row * COLUMNS + column;
