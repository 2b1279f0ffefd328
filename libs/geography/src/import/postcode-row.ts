import {fromNationalGrid, isOnGrid} from './national-grid.js';
import type {Layout} from './layout.js';

/** A row in use: what goes into the database. */
export interface PostcodeRow {
  code: string;
  latitude: number;
  longitude: number;
  district: string;
}

/** Why a row is left out: its publisher does not know where it is, or it is in use no longer. */
export type Skipped = 'without_position' | 'terminated';

/** A row that cannot be what its file's layout promises. */
export class BadRow extends Error {}

/** Any code that Royal Mail ever gave out ends in a digit and two letters. */
const POSTCODE = /^[A-Z][A-Z0-9]{1,3}[0-9][A-Z]{2}$/;
const GSS_CODE = /^[A-Z][0-9]{8}$/;
/** Code-Point Open says 90 and ONS says 9 for "no position". */
const NO_POSITION = new Set(['9', '90']);

/** @throws BadRow saying what is wrong, to stand after "line 7: " */
export function readRow(fields: readonly string[], layout: Layout): PostcodeRow | Skipped {
  if (fields.length !== layout.width) throw new BadRow(`${fields.length} columns instead of ${layout.width}`);
  if (layout.terminated >= 0 && fields[layout.terminated]?.trim()) return 'terminated';
  const code = (fields[layout.postcode] ?? '').replaceAll(' ', '').toUpperCase();
  if (!POSTCODE.test(code)) throw new BadRow('no postcode where one should be');
  if (NO_POSITION.has(fields[layout.quality] ?? '')) return 'without_position';
  const position = code.startsWith('BT') ? ownDegrees(fields, layout) : gridPosition(fields, layout);
  if (position === null) return 'without_position';
  const district = fields[layout.district] ?? '';
  return {code, ...position, district: GSS_CODE.test(district) ? district : ''};
}

function gridPosition(fields: readonly string[], {easting, northing}: Layout) {
  const east = Number(fields[easting]);
  const north = Number(fields[northing]);
  if (east === 0 && north === 0) return null; // empty or nought
  if (!isOnGrid(east, north)) throw new BadRow('easting and northing are not in Great Britain');
  return fromNationalGrid(east, north);
}

/** Northern Ireland's grid is another one, so what ONS computed for it is taken; 99.999999 is its "none". */
function ownDegrees(fields: readonly string[], layout: Layout) {
  const latitude = Number(fields[layout.latitude] || NaN);
  const longitude = Number(fields[layout.longitude] || NaN);
  const within = latitude > 53 && latitude < 56 && longitude > -9 && longitude < -5;
  return within ? {latitude, longitude} : null;
}
