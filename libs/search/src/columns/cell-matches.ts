import type {WordsAnswer} from '../engines/meilisearch/match-words.js';
import type {Seats} from './seats.js';

/** Listings by their seats, a part of a list. Those who have the words as they were typed come first. */
export interface Matches {
  seats: ArrayLike<number>;
  from: number;
  to: number;
  /** How many of them have the words as they were typed; less than nought where that was not asked. */
  typed: number;
}

export const NOT_ASKED = -1;

interface Filling extends Matches {
  nextTyped: number;
  next: number;
}

/** An answer of the index, which knows their numbers, by their seats. */
export function seated({all, asTyped}: WordsAnswer, seats: Seats): WordsAnswer {
  return {all: seats.of(all), asTyped: asTyped && seats.of(asTyped)};
}

/**
 * An answer of the index cell by cell: each listing in the cell where it is now. Who is in none that was asked about
 * has moved and is found where they are.
 * @param where each is; with a seat above any of theirs
 */
export function byCell(
  {all, asTyped}: WordsAnswer,
  cells: readonly number[],
  where: {cellOf(seat: number): number; size: number},
): Map<number, Matches> {
  const isTyped = new Uint8Array(where.size);
  for (const seat of asTyped ?? []) isTyped[seat] = 1;
  const found = new Map<number, Filling>(
    cells.map((cell) => [cell, {seats: [], from: 0, to: 0, typed: 0, nextTyped: 0, next: 0}]),
  );
  for (const seat of all) {
    const filling = found.get(where.cellOf(seat));
    if (!filling) continue;
    filling.to += 1;
    if (isTyped[seat] === 1) filling.typed += 1;
  }
  const seats = new Uint32Array([...found.values()].reduce((sum, {to}) => sum + to, 0));
  let start = 0;
  for (const filling of found.values()) {
    const count = filling.to;
    Object.assign(filling, {seats, from: start, to: start + count, nextTyped: start, next: start + filling.typed});
    start += count;
  }
  for (const seat of all) {
    const filling = found.get(where.cellOf(seat));
    if (!filling) continue;
    if (isTyped[seat] === 1) seats[filling.nextTyped++] = seat;
    else seats[filling.next++] = seat;
  }
  const matches = ([cell, {from, to, typed}]: [number, Filling]): [number, Matches] => [
    cell,
    {seats, from, to, typed: asTyped ? typed : NOT_ASKED},
  ];
  return new Map([...found].map(matches));
}

/** Who is in each of several lists; as they were typed where they are in each. */
export function inAll([first, ...others]: readonly Matches[]): Matches {
  if (!first) return {seats: [], from: 0, to: 0, typed: 0};
  const sets = others.map((each) => ({all: setOf(each, each.to - each.from), typed: setOf(each, each.typed)}));
  const [typed, rest]: [number[], number[]] = [[], []];
  for (let at = first.from; at < first.to; at += 1) {
    const seat = first.seats[at] as number;
    if (!sets.every(({all}) => all.has(seat))) continue;
    const asTyped = at - first.from < first.typed && sets.every((each) => each.typed.has(seat));
    (asTyped ? typed : rest).push(seat);
  }
  const asked = first.typed >= 0 && others.every((each) => each.typed >= 0);
  return {seats: [...typed, ...rest], from: 0, to: typed.length + rest.length, typed: asked ? typed.length : NOT_ASKED};
}

/** The first so many of a list. */
function setOf({seats, from}: Matches, count: number): Set<number> {
  const set = new Set<number>();
  for (let at = from; at < from + count; at += 1) set.add(seats[at] as number);
  return set;
}

/** The whole of an answer, whoever is where. */
export function asOne({all, asTyped}: WordsAnswer): Matches {
  if (!asTyped) return {seats: all, from: 0, to: all.length, typed: NOT_ASKED};
  const typed = new Set(asTyped);
  const first = all.filter((seat) => typed.has(seat));
  const seats = [...first, ...all.filter((seat) => !typed.has(seat))];
  return {seats, from: 0, to: seats.length, typed: first.length};
}
