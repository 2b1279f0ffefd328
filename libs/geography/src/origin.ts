import {districtName} from './districts.js';
import type {Position} from './distance.js';

/** A point that distances are measured from, and how sure we are that it is the one meant. */
export interface Origin extends Position {
  /** For people: `NG1 5DT`, `about NG1`, `Newark on Trent, Nottinghamshire`. */
  label: string;
  /** Whether it is the postcode itself; else it is the middle of something larger. */
  exact: boolean;
  kind: 'postcode' | 'outcode' | 'place';
  outcode: string | null;
  /** The everyday name of the district or unitary authority; of a place its county. */
  district: string | null;
}

/** What was found, and the other places that bear the same name. */
export interface Found extends Origin {
  alternatives: Origin[];
}

interface Row extends Position {
  code: string;
  district_code: string | null;
}

export function postcodeOrigin(row: Row): Origin {
  const outcode = row.code.slice(0, -3);
  return {
    ...positionOf(row),
    label: `${outcode} ${row.code.slice(-3)}`,
    exact: true,
    kind: 'postcode',
    outcode,
    district: districtName(row.district_code),
  };
}

export function outcodeOrigin(row: Row): Origin {
  return {
    ...positionOf(row),
    label: `about ${row.code}`,
    exact: false,
    kind: 'outcode',
    outcode: row.code,
    district: districtName(row.district_code),
  };
}

export interface PlaceRow extends Position {
  name: string;
  county: string | null;
  nation: string;
}

export function placeOrigin(row: PlaceRow): Origin {
  const within = row.county ?? row.nation;
  return {
    ...positionOf(row),
    label: within === row.name ? row.name : `${row.name}, ${within}`,
    exact: false,
    kind: 'place',
    outcode: null,
    district: row.county,
  };
}

/** Where somebody is, no closer than their outward code: `NG1, Nottingham`. */
export function areaLabel({outcode, district}: Pick<Origin, 'outcode' | 'district'>): string {
  return [outcode, district].filter(Boolean).join(', ');
}

const positionOf = ({latitude, longitude}: Position): Position => ({latitude, longitude});
