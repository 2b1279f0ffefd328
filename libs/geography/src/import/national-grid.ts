import proj4 from 'proj4';
import type {Position} from '../distance.js';

/** EPSG:27700 with the seven parameters of 'OSGB36 to WGS 84 (6)', EPSG:1314: right within about 2 metres. */
const BRITISH_NATIONAL_GRID =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs';

const conversion = proj4(BRITISH_NATIONAL_GRID, '+proj=longlat +datum=WGS84 +no_defs');

/** Whether metres east and north of the grid's origin can lie in Great Britain. */
export function isOnGrid(easting: number, northing: number): boolean {
  return easting > 0 && easting < 700_000 && northing > 0 && northing < 1_300_000;
}

/** From the Ordnance Survey's eastings and northings to WGS84. */
export function fromNationalGrid(easting: number, northing: number): Position {
  const [longitude, latitude] = conversion.forward<[number, number]>([easting, northing]);
  return {latitude, longitude};
}
