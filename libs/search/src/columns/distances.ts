import {EARTH_RADIUS_METRES, type Position} from '@app/geography';

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A place as a point of a sphere of radius 1. */
export interface Point {
  x: number;
  y: number;
  z: number;
}

export function pointOf({latitude, longitude}: Position): Point {
  const [north, east] = [radians(latitude), radians(longitude)];
  return {x: Math.cos(north) * Math.cos(east), y: Math.cos(north) * Math.sin(east), z: Math.sin(north)};
}

/**
 * What `distanceMetres` says, in whole metres, of the straight line between two points: its square is four times what
 * the haversine takes two sines and a cosine for.
 */
export function metresAlong(square: number): number {
  return Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(square / 4))));
}

/** Points with a longer line between them are farther than this; it may be a hair too long. */
export function squareWithin(metres: number): number {
  const half = Math.min((metres + 1) / (2 * EARTH_RADIUS_METRES), Math.PI / 2);
  return 4 * Math.sin(half) ** 2 + 1e-15;
}
