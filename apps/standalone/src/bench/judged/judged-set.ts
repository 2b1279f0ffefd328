import type {Position} from '@app/geography';
import {grade, ndcg} from './judge.js';
import type {JudgedPerson} from './judged-people.js';
import {JUDGED, type JudgedQuery} from './judged-queries.js';

export interface Judgement {
  /** Of those that somebody could answer. */
  queries: number;
  ndcg: number;
  /** The share of queries that found nobody. */
  zeroResults: number;
  /** How long each took, the quickest first. */
  ms: number[];
  /** The worst first. */
  worst: {text: string; ndcg: number; first: string[]}[];
}

/** Who was found, in order, and where the question was taken to be asked. */
export type Ask = (query: JudgedQuery) => Promise<{ids: readonly string[]; origin: Position | null}>;

/**
 * Asks every question of the judged set and holds the first ten against the best ten.
 * @param placeOf where the asker is in truth, whatever was understood of the question
 */
export async function judge(
  people: readonly JudgedPerson[],
  ask: Ask,
  placeOf: (query: JudgedQuery) => Promise<Position | null>,
): Promise<Judgement> {
  const byId = new Map(people.map((person) => [person.id, person]));
  const judged: Judgement['worst'] = [];
  const ms: number[] = [];
  let nobody = 0;
  for (const query of JUDGED) {
    const origin = await placeOf(query);
    const grades = new Map(people.map((person) => [person.id, grade(query, person, origin)]));
    const begun = performance.now();
    const {ids} = await ask(query);
    ms.push(performance.now() - begun);
    const quality = ndcg(
      ids.map((id) => grades.get(id) ?? 0),
      [...grades.values()],
    );
    if (quality === null) throw new Error(`nobody could answer “${query.text}”: judge something else`);
    if (ids.length === 0) nobody += 1;
    judged.push({text: query.text, ndcg: quality, first: ids.slice(0, 3).map((id) => byId.get(id)?.name ?? id)});
  }
  return {
    queries: judged.length,
    ndcg: judged.reduce((sum, each) => sum + each.ndcg, 0) / judged.length,
    zeroResults: nobody / judged.length,
    ms: ms.sort((a, b) => a - b),
    worst: judged.sort((a, b) => a.ndcg - b.ndcg),
  };
}
