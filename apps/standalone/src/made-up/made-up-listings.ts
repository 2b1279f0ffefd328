import {NEEDS} from '@app/listings';
import {about, spread, weighted, type Town} from './england.js';
import type {Position} from '@app/geography';

/** A listing nobody offers, with all that its rows need. */
export interface MadeUpListing {
  number: number;
  kind: 'pa' | 'provider';
  name: string;
  summary: string;
  latitude: number;
  longitude: number;
  travelKm: number;
  gender: string | null;
  languages: string[];
  needs: string[];
  services: string[];
  ratePence: number;
  accredited: boolean;
}

const FIRST_NAMES = `Amina Olivia Jack Priya Tomasz Grace Harry Fatima George Chloe Noah Zainab Liam Sophie Daniel Kwame
  Emily Marta Joseph Ruth Hannah Callum Megan Idris Leah Samuel Nadia Owen Sunita Peter Agnieszka Bilal Carys Dmitri
  Esther Farah Gareth Hina Imran Julia Kemal Lucy Mohammed Nia Oscar Paula Rosa Simon Tara Usha Victor Wendy Yusuf`.split(
  /\s+/,
);
const SAID = `patient and kind|years of experience in care homes|happy to cook and clean|drives own car|used to dementia
  and memory loss|works with autistic adults|moving and handling trained|first aid trained|calm and reliable|enjoys
  gardening and walking|helps with appointments|trained in epilepsy and medication|likes dogs and cats|speaks several
  languages|used to working nights|hoists and wheelchairs|good listener|sense of humour|flexible hours and weekends|support
  with college and work|non smoker|lives nearby|cooks halal and vegetarian food|plays cards and music|sign language and
  Makaton|former nurse|stroke and Parkinsons|swimming and sports|crafts and baking|reading and letters`
  .replace(/\s+/g, ' ').split('|'); // prettier-ignore
const SERVICES: readonly (readonly [string, number])[] = [
  ['personal_care', 10], ['companionship', 12], ['shopping', 10], ['cleaning', 9], ['meals', 9], ['going_out', 9],
  ['day_opportunities', 3], ['short_breaks', 5], ['waking_nights', 2], ['sleep_ins', 3], ['live_in', 2], ['medication', 6],
  ['mobility', 4], ['health_tasks', 2], ['gardening', 4], ['handy_person', 3], ['transport', 6], ['paperwork', 4],
  ['work_and_learning', 2], ['parenting', 1], ['communication', 1], ['bsl', 1], ['technology', 2], ['pets', 3],
]; // prettier-ignore
const LANGUAGES: readonly (readonly [string, number])[] = [
  ['pl', 10], ['ro', 6], ['pa', 5], ['ur', 5], ['pt', 4], ['es', 4], ['ar', 4], ['bn', 4], ['gu', 4], ['it', 3], ['cy', 1],
  ['so', 2], ['bfi', 3],
]; // prettier-ignore
const IN_TOWNS = 0.6;

/** Shaped like England: six in ten in towns, by how many live there; the rest about its smaller places. */
export function* madeUpListings(
  from: number,
  to: number,
  {towns, places}: {towns: readonly Town[]; places: readonly Position[]},
  random: () => number,
): Generator<MadeUpListing> {
  const town = weighted(towns, ({people}) => people);
  const service = weighted(SERVICES, ([, weight]) => weight);
  const language = weighted(LANGUAGES, ([, weight]) => weight);
  const one = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const several = (draw: () => string, count: number) => [...new Set(Array.from({length: count}, draw))];
  for (let number = from; number < to; number += 1) {
    const pa = random() < 0.85;
    const home = town(random);
    const {latitude, longitude} =
      random() < IN_TOWNS ? about(home, spread(home.people), random) : about(one(places), 3, random);
    const name = one(FIRST_NAMES);
    yield {
      number,
      kind: pa ? 'pa' : 'provider',
      name: pa
        ? `${name} ${String.fromCharCode(65 + Math.floor(random() * 26))}.`
        : `${name}’s ${one(['Helping Hands', 'Home Support', 'Day Club', 'Gardens', 'Company'])}`,
      summary: `${several(() => one(SAID), 3).join(', ')}.`,
      latitude,
      longitude,
      travelKm: 3 + Math.floor(random() * 25),
      gender: pa ? (random() < 0.8 ? 'female' : 'male') : null,
      languages: ['en', ...(random() < 0.3 ? [language(random)[0]] : [])],
      needs: several(() => one(NEEDS), 1 + Math.floor(random() * 3)),
      // An organisation gives personal care only with a registration that somebody has checked.
      services: several(() => service(random)[0], 2 + Math.floor(random() * 5)).map((each) =>
        !pa && each === 'personal_care' ? 'companionship' : each,
      ),
      ratePence: 1_250 + 25 * Math.floor(random() * 40),
      accredited: random() < 0.6,
    };
  }
}
