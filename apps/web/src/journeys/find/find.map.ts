import {milesOf, type Position} from '@app/geography';
import type {ListingCard} from '@app/search';
import {formatNumber} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** A drawing of where results are: no outside tiles, nothing closer than what the list's distances are made from. */
export interface FoundMap {
  size: number;
  here: Point | null;
  rings: {radius: number; label: string; at: Point}[];
  pins: (Point & {label: string; wide: boolean})[];
  areas: (Point & {code: string})[];
}

interface Point {
  x: number;
  y: number;
}

const SIZE = 400;
const MARGIN = 32;
/** Pins closer than this would hide each other: they become one. */
const APART = 27;
const NAMED = 3;
const RINGS_MILES = [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320];
const METRES_A_DEGREE = 111_195;

/** How far around its middle the drawing reaches, in metres, and where that is. */
export interface Frame {
  centre: Position;
  metres: number;
}

/** Null where there is nobody to draw. */
export function frameOf(items: readonly ListingCard[], origin: Position | null): Frame | null {
  const positions = items.map(({position}) => position);
  const [first] = positions;
  if (!first) return null;
  const middle = (of: (position: Position) => number) => {
    const all = positions.map(of);
    return (Math.min(...all) + Math.max(...all)) / 2;
  };
  const centre = origin ?? {latitude: middle(({latitude}) => latitude), longitude: middle(({longitude}) => longitude)};
  const far = Math.max(...positions.map((each) => Math.hypot(...flat(centre, each))));
  return {centre, metres: Math.max(far * 1.05, 1_000)};
}

/** @param areas outward codes to name, so that somebody who knows the place knows where they are */
export function drawMap(
  {centre, metres}: Frame,
  items: readonly ListingCard[],
  firstNumber: number,
  origin: Position | null,
  areas: readonly (Position & {code: string})[],
): FoundMap {
  const scale = (SIZE / 2 - MARGIN) / metres;
  const place = (position: Position): Point => {
    const [east, north] = flat(centre, position);
    return {x: Math.round(SIZE / 2 + east * scale), y: Math.round(SIZE / 2 - north * scale)};
  };
  const pins = pinsOf(items.map(({position}, index) => ({...place(position), number: firstNumber + index})));
  const here = origin && place(origin);
  return {
    size: SIZE,
    here,
    rings: origin ? rings(metres, scale) : [],
    pins,
    areas: legible(
      areas.map((area) => ({...place(area), code: area.code})),
      [...pins, ...(here ? [here] : [])],
    ),
  };
}

/** Names that stand on the drawing, and neither on a pin nor on each other. */
function legible(names: readonly (Point & {code: string})[], pins: readonly Point[]): FoundMap['areas'] {
  const shown: (Point & {code: string})[] = [];
  for (const name of names) {
    const inside = name.x > 20 && name.x < SIZE - 20 && name.y > 14 && name.y < SIZE - 6;
    if (inside && ![...pins, ...shown].some(({x, y}) => Math.hypot(x - name.x, y - name.y) < APART)) shown.push(name);
  }
  return shown;
}

function rings(metres: number, scale: number): FoundMap['rings'] {
  const fitting = RINGS_MILES.filter((miles) => miles <= milesOf(metres)).slice(-3);
  return fitting.map((miles) => {
    const radius = Math.round((miles / milesOf(1)) * scale);
    const label = t('{{distance}} miles', {distance: formatNumber(miles), count: miles});
    return {radius, label, at: {x: SIZE / 2, y: SIZE / 2 - radius - 4}};
  });
}

/** One pin for all that are about the same place, with their numbers in the list. */
function pinsOf(points: readonly (Point & {number: number})[]): FoundMap['pins'] {
  const groups: {x: number; y: number; numbers: number[]}[] = [];
  for (const {x, y, number} of points) {
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < APART);
    if (near) near.numbers.push(number);
    else groups.push({x, y, numbers: [number]});
  }
  return groups.map(({x, y, numbers}) => {
    const more = numbers.length - NAMED;
    const named = numbers.slice(0, NAMED).join(', ');
    return {x, y, label: more > 0 ? `${named} +${more}` : named, wide: numbers.length > 1};
  });
}

/** Metres to the east and to the north: the Earth is flat enough as far as anybody travels. */
function flat(centre: Position, {latitude, longitude}: Position): [east: number, north: number] {
  const across = Math.cos((centre.latitude * Math.PI) / 180);
  return [(longitude - centre.longitude) * across * METRES_A_DEGREE, (latitude - centre.latitude) * METRES_A_DEGREE];
}
