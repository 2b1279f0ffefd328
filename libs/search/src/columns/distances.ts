import {distanceMetres, type Position} from '@app/geography';

/** Whole metres from one place to listings by their number. */
export function distancesFrom(
  origin: Position,
  latitudes: readonly number[],
  longitudes: readonly number[],
): (listing: number) => number {
  const to = {latitude: 0, longitude: 0};
  return (listing) => {
    to.latitude = latitudes[listing] as number;
    to.longitude = longitudes[listing] as number;
    return Math.round(distanceMetres(origin, to));
  };
}
