import {distanceMetres, type Position} from '@app/geography';
import type {JudgedPerson} from './judged-people.js';
import type {JudgedQuery} from './judged-queries.js';

/** How near somebody must be to count at all: what a search looks through unless told otherwise. */
const WITHIN = 16_000;
const FIRST = 10;

/** All that was asked for and near enough to come: 3; all of it but farther than they travel: 2; they only say it: 1. */
export function grade(query: JudgedQuery, person: JudgedPerson, origin: Position | null): number {
  const metres = origin ? distanceMetres(origin, person) : 0;
  if (metres > WITHIN) return 0;
  if (query.wants.every((want) => want.split('|').some((fact) => has(person, fact)))) {
    return metres > person.travelKm * 1_000 ? 2 : 3;
  }
  return query.says?.test(person.summary) ? 1 : 0;
}

function has(person: JudgedPerson, fact: string): boolean {
  const [group = '', value = ''] = fact.split(':');
  if (group === 'service') return person.services.some(({code}) => code === value);
  if (group === 'need') return person.needs.some((need) => need === value);
  if (group === 'language') return person.languages.includes(value);
  if (group === 'gender') return person.gender === value;
  if (group === 'name') return person.name === value;
  return person.kind === value;
}

/**
 * How good the first ten are beside the best ten there could be: 1 is as good as can be (normalised discounted
 * cumulative gain). Null where nobody could answer.
 */
export function ndcg(found: readonly number[], possible: readonly number[]): number | null {
  const best = gain([...possible].sort((a, b) => b - a));
  return best === 0 ? null : gain(found) / best;
}

const gain = (grades: readonly number[]) =>
  grades.slice(0, FIRST).reduce((sum, each, place) => sum + (2 ** each - 1) / Math.log2(place + 2), 0);
