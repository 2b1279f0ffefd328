import type {Position} from '@app/geography';
import {weighted, type Town} from '../made-up/england.js';
import type {LoadRequest} from './connection.js';

/** A question somebody might ask, of us and of the engine beside us. */
export interface AskedQuestion extends Position {
  near: string;
  q: string;
  service: string | null;
  gender: string | null;
  accredited: boolean;
}

/** Typed well and badly, by how often: most want a kind of help, some a need, few a name. */
const TYPED: readonly (readonly [string, number])[] = [
  ['cleaning', 10], ['cleanning', 3], ['cleaner', 6], ['dementia', 9], ['demntia', 4], ['dementia cleaning', 3],
  ['demntia cleanning', 2], ['personal care', 8], ['shopping', 7], ['help with shopping', 4], ['shoping', 2],
  ['companion', 4], ['companionship', 4], ['companionshp', 1], ['autism', 5], ['autsim', 2], ['autistic', 2],
  ['learning disability', 3], ['gardening', 4], ['gardner', 2], ['cooking', 4], ['meals', 3], ['waking nights', 2],
  ['night sitter', 2], ['sleep in', 1], ['respite', 4], ['short breaks', 2], ['sign language', 1], ['bsl', 1],
  ['transport', 3], ['driver', 3], ['medication', 3], ['medicaton', 1], ['wheelchair', 3], ['stroke', 2],
  ['parkinsons', 2], ['mental health', 3], ['depression', 1], ['swimming', 1], ['makaton', 1], ['dogs', 2],
  ['dog walking', 2], ['hoover', 1], ['ironing', 2], ['diy', 1], ['computer', 1], ['forms', 1], ['Polish', 1],
  ['Amina', 1], ['Tomasz', 1], ['end of life', 1], ['epilepsy', 1], ['baking', 1], ['young adults college', 1],
  ['washin', 2], ['shower', 2], ['pets', 1], ['live in carer', 2], ['weekend', 2], ['calm reliable', 1],
]; // prettier-ignore

/** Different ones, so many, from towns by how many live there. */
export function questions(towns: readonly Town[], count: number, random: () => number): AskedQuestion[] {
  const town = weighted(towns, ({people}) => people);
  const text = weighted(TYPED, ([, often]) => often);
  const one = (values: readonly string[]) => values[Math.floor(random() * values.length)] ?? null;
  const asked = new Map<string, AskedQuestion>();
  for (let tries = 0; asked.size < count && tries < count * 50; tries += 1) {
    const {name, latitude, longitude} = town(random);
    const narrowed = random();
    const question: AskedQuestion = {
      near: name,
      latitude,
      longitude,
      q: text(random)[0],
      service: narrowed < 0.15 ? one(['cleaning', 'shopping', 'companionship', 'transport']) : null,
      gender: narrowed > 0.85 ? one(['female', 'male']) : null,
      accredited: narrowed > 0.4 && narrowed < 0.55,
    };
    asked.set(JSON.stringify(question), question);
  }
  return [...asked.values()];
}

export function ourRequest({near, q, service, gender, accredited}: AskedQuestion): LoadRequest {
  const fields = {near, q, sort: 'distance', within_km: '16', per_page: '20'};
  const query = new URLSearchParams(fields);
  if (service) query.set('service', service);
  if (gender) query.set('gender', gender);
  if (accredited) query.set('accredited', 'true');
  return {method: 'GET', path: `/api/v1/search?${query}`};
}

/** The same for visits on two days of each of four weeks, in order of relevance, with what it leaves of a sum. */
export function patternRequest(question: AskedQuestion, index: number): LoadRequest {
  const request = ourRequest(question);
  const [first, second] = [
    ['mon', 'wed'],
    ['tue', 'thu'],
    ['mon', 'fri'],
  ][index % 3] as [string, string];
  const times = ['09:00-11:00', '14:00-16:00'][index % 2];
  const pattern = new URLSearchParams({pattern: `${first} ${times},${second} ${times}`, own_weekly_pence: '9000'});
  return {...request, path: `${request.path.replace('sort=distance', 'sort=relevance')}&${pattern}`};
}
