import type {Position} from '@app/geography';

/** Towns, how many thousand people live in and around them (2021 census, built-up areas, rounded), and their outward codes. */
export const TOWNS: readonly (readonly [string, number, string])[] = [
  ['London', 8_800, 'WC2'], ['Birmingham', 1_150, 'B1'], ['Manchester', 550, 'M1'], ['Leeds', 540, 'LS1'],
  ['Sheffield', 560, 'S1'], ['Liverpool', 490, 'L1'], ['Bristol', 470, 'BS1'], ['Newcastle upon Tyne', 300, 'NE1'],
  ['Nottingham', 325, 'NG1'], ['Leicester', 370, 'LE1'], ['Bradford', 330, 'BD1'], ['Coventry', 345, 'CV1'],
  ['Kingston upon Hull', 270, 'HU1'], ['Stoke-on-Trent', 260, 'ST1'], ['Wolverhampton', 260, 'WV1'],
  ['Plymouth', 265, 'PL1'], ['Derby', 260, 'DE1'], ['Southampton', 250, 'SO14'], ['Portsmouth', 210, 'PO1'],
  ['Brighton', 280, 'BN1'], ['Reading', 230, 'RG1'], ['Northampton', 245, 'NN1'], ['Luton', 225, 'LU1'],
  ['Bolton', 285, 'BL1'], ['Bournemouth', 200, 'BH1'], ['Norwich', 145, 'NR1'], ['Swindon', 185, 'SN1'],
  ['Southend-on-Sea', 180, 'SS1'], ['Middlesbrough', 145, 'TS1'], ['Milton Keynes', 265, 'MK9'],
  ['Peterborough', 200, 'PE1'], ['Sunderland', 275, 'SR1'], ['Warrington', 175, 'WA1'], ['Oxford', 160, 'OX1'],
  ['Cambridge', 145, 'CB1'], ['Ipswich', 140, 'IP1'], ['Gloucester', 130, 'GL1'], ['York', 140, 'YO1'],
  ['Blackpool', 140, 'FY1'], ['Exeter', 130, 'EX1'], ['Colchester', 130, 'CO1'], ['Cheltenham', 115, 'GL50'],
  ['Rotherham', 110, 'S60'], ['Doncaster', 110, 'DN1'], ['Huddersfield', 140, 'HD1'], ['Preston', 145, 'PR1'],
  ['Lincoln', 105, 'LN1'], ['Bath', 95, 'BA1'], ['Worcester', 105, 'WR1'], ['Chesterfield', 90, 'S40'],
  ['Mansfield', 80, 'NG18'], ['Newark on Trent', 30, 'NG24'], ['Carlisle', 75, 'CA1'], ['Shrewsbury', 75, 'SY1'],
  ['Taunton', 65, 'TA1'], ['Canterbury', 55, 'CT1'], ['Truro', 21, 'TR1'], ['Hereford', 61, 'HR1'],
  ['Salisbury', 45, 'SP1'], ['Kendal', 29, 'LA9'],
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
  outcode: string;
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
