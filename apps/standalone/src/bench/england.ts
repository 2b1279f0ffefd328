import type {Position} from '@app/geography';

/** Towns and how many thousand people live in and around them (2021 census, built-up areas, rounded). */
export const TOWNS: readonly (readonly [string, number])[] = [
  ['London', 8_800], ['Birmingham', 1_150], ['Manchester', 550], ['Leeds', 540], ['Sheffield', 560], ['Liverpool', 490],
  ['Bristol', 470], ['Newcastle upon Tyne', 300], ['Nottingham', 325], ['Leicester', 370], ['Bradford', 330],
  ['Coventry', 345], ['Kingston upon Hull', 270], ['Stoke-on-Trent', 260], ['Wolverhampton', 260], ['Plymouth', 265],
  ['Derby', 260], ['Southampton', 250], ['Portsmouth', 210], ['Brighton', 280], ['Reading', 230], ['Northampton', 245],
  ['Luton', 225], ['Bolton', 285], ['Bournemouth', 200], ['Norwich', 145], ['Swindon', 185], ['Southend-on-Sea', 180],
  ['Middlesbrough', 145], ['Milton Keynes', 265], ['Peterborough', 200], ['Sunderland', 275], ['Warrington', 175],
  ['Oxford', 160], ['Cambridge', 145], ['Ipswich', 140], ['Gloucester', 130], ['York', 140], ['Blackpool', 140],
  ['Exeter', 130], ['Colchester', 130], ['Cheltenham', 115], ['Rotherham', 110], ['Doncaster', 110], ['Huddersfield', 140],
  ['Preston', 145], ['Lincoln', 105], ['Bath', 95], ['Worcester', 105], ['Chesterfield', 90], ['Mansfield', 80],
  ['Newark on Trent', 30], ['Carlisle', 75], ['Shrewsbury', 75], ['Taunton', 65], ['Canterbury', 55], ['Truro', 21],
  ['Hereford', 61], ['Salisbury', 45], ['Kendal', 29],
]; // prettier-ignore

/** The same sequence for the same seed, from 0 up to and not including 1. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Town extends Position {
  name: string;
  people: number;
}

/** Draws by weight. */
export function weighted<T>(items: readonly T[], weight: (item: T) => number): (random: () => number) => T {
  let total = 0;
  const ends = items.map((item) => (total += weight(item)));
  return (random) => {
    const wanted = random() * total;
    let low = 0;
    for (let high = ends.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return items[low] as T;
  };
}

/** Somewhere about a place: the farther out the rarer. */
export function about(centre: Position, kilometres: number, random: () => number): Position {
  const distance = kilometres * Math.sqrt(-2 * Math.log(1 - random() * 0.999));
  const bearing = random() * 2 * Math.PI;
  const north = (distance * Math.cos(bearing)) / 111.2;
  const east = (distance * Math.sin(bearing)) / (111.2 * Math.cos((centre.latitude * Math.PI) / 180));
  const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  return {
    latitude: within(centre.latitude + north, 49.9, 55.8),
    longitude: within(centre.longitude + east, -6.4, 1.77),
  };
}

/** How far a town spreads. */
export const spread = (people: number): number => 0.13 * Math.sqrt(people);
