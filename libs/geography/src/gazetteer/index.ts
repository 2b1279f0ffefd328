import {parse} from 'postcode';
import {districtName} from '../districts.js';
import type {Position} from '../distance.js';
import {OUTCODES} from './outcodes.js';
import {BRIGHTON_AND_HOVE, NOTTINGHAMSHIRE} from './postcodes.js';

/** A real postcode at which fictional people can live. */
export interface GazetteerPostcode extends Position {
  /** As people write it: NG1 5DT. */
  postcode: string;
  outcode: string;
  /** GSS code of the district or unitary authority, and its everyday name. */
  districtCode: string;
  district: string;
}

export interface GazetteerOutcode extends Position {
  outcode: string;
  postcodes: number;
  districtCode: string;
}

/** Raised when the lists change, so that a database that holds the older ones takes the new. */
export const GAZETTEER = {
  name: 'Alongside gazetteer, from OS Code-Point Open 2025.4.0',
  year: 2025,
  version: 1,
} as const;

/** Some 150 postcodes of Nottingham and Nottinghamshire, and 30 of Brighton and Hove, for the demonstration. */
export const GAZETTEER_POSTCODES: readonly GazetteerPostcode[] = entries(`${NOTTINGHAMSHIRE};${BRIGHTON_AND_HOVE}`).map(
  (entry) => {
    const [outward, inward, latitude, longitude, districtCode] = entry.split(' ') as [string, string, ...string[]];
    const {postcode, outcode} = parse(`${outward} ${inward}`);
    const district = districtName(districtCode ?? null);
    if (!postcode || !outcode || !districtCode || !district) throw new Error(`the gazetteer has a bad line: ${entry}`);
    return {postcode, outcode, districtCode, district, latitude: Number(latitude), longitude: Number(longitude)};
  },
);

/** The outward codes of the demonstration's two areas and of their neighbours. */
export const GAZETTEER_OUTCODES: readonly GazetteerOutcode[] = entries(OUTCODES).map((entry) => {
  const [outcode, latitude, longitude, postcodes, districtCode] = entry.split(' ') as [string, ...string[]];
  if (!districtCode) throw new Error(`the gazetteer has a bad line: ${entry}`);
  return {
    outcode,
    districtCode,
    postcodes: Number(postcodes),
    latitude: Number(latitude),
    longitude: Number(longitude),
  };
});

function entries(list: string): string[] {
  return list
    .split(';')
    .map((entry) => entry.trim())
    .filter(Boolean);
}
