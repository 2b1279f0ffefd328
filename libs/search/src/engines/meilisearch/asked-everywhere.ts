import {setTimeout as pause} from 'node:timers/promises';
import {byCell, seated} from '../../columns/cell-matches.js';
import type {Ready} from '../../columns/live-columns.js';
import {areaOfCell} from '../../document/cells.js';
import {matchWords} from './match-words.js';
import type {MeilisearchHttp} from './meilisearch-http.js';

/** Words that were not known so often are asked about everywhere. */
const OFTEN = 2;
const MOST_COUNTED = 10_000;
/** So many listings are asked about at a time, or one area's if it has more: searches come between. */
const AT_ONCE = 15_000;
const DEADLINE_MS = 2_000;
/** It lets those who wait for an answer go first, but not for ever. */
const LONGEST_WAIT_MS = 250;

/**
 * Words that people look for again and again are asked about everywhere, once, beside the searches: in the whole
 * country it costs the index as much as four or five towns do, one after another.
 */
export class AskedEverywhere {
  private readonly counts = new Map<string, number>();
  private last: Promise<void> = Promise.resolve();

  /** @param searches what is being asked by somebody who waits for it */
  constructor(
    private readonly meilisearch: MeilisearchHttp,
    private readonly searches: () => Iterable<Promise<unknown>>,
  ) {}

  /** Somewhere it was not known who matches these words. */
  missed(ready: Ready, words: readonly string[]): void {
    const key = words.join(' ');
    const {remembered, columns} = ready;
    if (remembered.isEverywhere(key)) return; // only what has changed since is not known
    const count = (this.counts.get(key) ?? 0) + 1;
    if (this.counts.size >= MOST_COUNTED) this.counts.clear();
    this.counts.set(key, count);
    if (count !== OFTEN || !remembered.holds(columns.inhabited().length)) return;
    const {age} = remembered; // what changes while it waits, or the index, is not kept
    this.last = this.last
      .then(() => this.ask(ready, words, age))
      .catch(() => undefined) // searches will see for themselves that the index does not answer
      .finally(() => this.counts.delete(key));
  }

  private async ask({uid, columns, remembered}: Ready, words: readonly string[], age: number): Promise<void> {
    const key = words.join(' ');
    for (const {areas, cells} of partsOf(columns.inhabited(), (cell) => columns.countIn(cell))) {
      await Promise.race([Promise.allSettled(this.searches()), pause(LONGEST_WAIT_MS)]);
      const filter = [`area IN [${areas.join()}]`];
      const answer = await matchWords(this.meilisearch, uid, {words, filter, ranked: true}, DEADLINE_MS);
      for (const [cell, matches] of byCell(seated(answer, columns.seats), cells, columns))
        remembered.keep(age, key, cell, matches);
    }
    remembered.keptEverywhere(key);
  }
}

/** All cells, area by area, some areas at a time. */
function partsOf(cells: readonly number[], countIn: (cell: number) => number): {areas: number[]; cells: number[]}[] {
  const byArea = new Map<number, number[]>();
  for (const cell of cells) {
    const area = areaOfCell(cell);
    const those = byArea.get(area);
    if (those) those.push(cell);
    else byArea.set(area, [cell]);
  }
  const parts: {areas: number[]; cells: number[]}[] = [];
  let room = 0;
  for (const [area, those] of byArea) {
    const count = those.reduce((sum, cell) => sum + countIn(cell), 0);
    if (count > room) {
      parts.push({areas: [], cells: []});
      room = AT_ONCE;
    }
    room -= count;
    const part = parts.at(-1);
    part?.areas.push(area);
    part?.cells.push(...those);
  }
  return parts;
}
