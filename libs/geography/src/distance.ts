/** A point on the ground, WGS84, in degrees. */
export interface Position {
  latitude: number;
  longitude: number;
}

/** South-west and north-east corners, in degrees. */
export interface Bounds {
  south: number;
  west: number;
  north: number;
  east: number;
}

/** The Earth's mean radius (IUGG): a sphere of it is within 0.5% of the true distance anywhere. */
export const EARTH_RADIUS_METRES = 6_371_008.8;

const METRES_PER_MILE = 1_609.344;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

/** As the crow flies (haversine). */
export function distanceMetres(from: Position, to: Position): number {
  const north = radians(to.latitude - from.latitude);
  const east = radians(to.longitude - from.longitude);
  const along =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(along)));
}

export function milesOf(metres: number): number {
  return metres / METRES_PER_MILE;
}

export function metresOf(miles: number): number {
  return miles * METRES_PER_MILE;
}

/**
 * The smallest box that holds everything within a distance: a quick first sieve before `distanceMetres`. Near a
 * pole it reaches round the whole Earth; a box across the date line has longitudes beyond ±180.
 */
export function boundsAround(centre: Position, metres: number): Bounds {
  const angle = Math.min(metres / EARTH_RADIUS_METRES, Math.PI);
  const south = Math.max(-90, centre.latitude - degrees(angle));
  const north = Math.min(90, centre.latitude + degrees(angle));
  const ratio = Math.sin(angle) / Math.cos(radians(centre.latitude));
  const overPole = south === -90 || north === 90 || ratio >= 1;
  const reach = overPole ? 180 : degrees(Math.asin(ratio));
  return {south, north, west: centre.longitude - reach, east: centre.longitude + reach};
}
