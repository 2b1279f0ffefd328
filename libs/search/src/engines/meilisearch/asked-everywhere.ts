import {setTimeout as pause} from 'node:timers/promises';
import {byCell, seated, type Matches} from '../../columns/cell-matches.js';
import type {Columns} from '../../columns/columns.js';
import {Everywhere} from '../../columns/everywhere.js';
import {soughtWords, wordKey, type SoughtWord} from '../../columns/known-matches.js';
import type {Ready} from '../../columns/live-columns.js';
import {areaOfCell} from '../../document/cells.js';
import {matchWords} from './match-words.js';
import type {MeilisearchHttp} from './meilisearch-http.js';

/** Words that were not known so often are asked about everywhere. */
const OFTEN = 2;
const MOST_COUNTED = 10_000;
/** So many listings are asked about at a time, or one area's if it has more: searches come between. */
const AT_ONCE = 300_000;
/** Nobody waits for it. */
const DEADLINE_MS = 10_000;
/** After a word that was not answered comes the next one, so much later. */
const AFTER_FAILURE_MS = 1_000;
/** It lets those who wait for an answer go first, but not for ever. */
const LONGEST_WAIT_MS = 250;
/** Below it the index answers anything at once, and nothing is asked before somebody wants it. */
const WORTH_EXPECTING = 2_000;

interface Wanted {
  ready: Ready;
  word: SoughtWord;
  /** What changes after it, or another index, makes the answer worthless. */
  age: number;
}

/**
 * Words that people look for again and again are asked about everywhere, once, beside the searches: in the whole
 * country it costs the index as much as four or five towns do, one after another. What people are known to look for is
 * asked before they do, as long as nobody wants anything else.
 */
export class AskedEverywhere {
  private readonly counts = new Map<string, number>();
  private readonly wanted: Wanted[] = [];
  private expected: {ready: Ready; words: SoughtWord[]} | null = null;
  private asking = false;

  /** @param searches what is being asked by somebody who waits for it */
  constructor(
    private readonly meilisearch: MeilisearchHttp,
    private readonly searches: () => Iterable<Promise<unknown>>,
  ) {}

  /** Somewhere it was not known who matches these words. */
  missed(ready: Ready, words: readonly string[]): void {
    const {remembered} = ready;
    if (this.counts.size >= MOST_COUNTED) this.counts.clear();
    for (const word of soughtWords(words)) {
      const key = wordKey(word);
      if (remembered.isEverywhere(key)) continue; // only what has changed since is not known
      const count = (this.counts.get(key) ?? 0) + 1;
      this.counts.set(key, count);
      if (count === OFTEN && hasRoom(ready)) this.wanted.push({ready, word, age: remembered.age});
    }
    void this.askAll();
  }

  /** People are likely to look for these, of an index of which nothing is known yet. */
  expect(ready: Ready, questions: readonly (readonly string[])[]): void {
    if (ready.columns.size < WORTH_EXPECTING || !hasRoom(ready)) return;
    const words = questions.flatMap(soughtWords);
    this.expected = {ready, words: [...new Map(words.map((word) => [wordKey(word), word])).values()]};
    void this.askAll();
  }

  /** How many words are still to be asked about. */
  get awaited(): number {
    const {expected} = this;
    const expects = expected?.ready.remembered.hasRoom ? expected.words.length : 0;
    return this.wanted.length + expects + Number(this.asking);
  }

  private async askAll(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    for (let next = this.next(); next; next = this.next()) {
      await this.ask(next).catch(() => pause(AFTER_FAILURE_MS, undefined, {ref: false})); // searches see for themselves whether it is away
      this.counts.delete(wordKey(next.word));
    }
    this.asking = false;
  }

  /** What somebody looked for, then what is expected. */
  private next(): Wanted | undefined {
    const wanted = this.wanted.shift();
    if (wanted || !this.expected?.ready.remembered.hasRoom) return wanted;
    const {ready, words} = this.expected;
    const word = words.shift();
    return word && {ready, word, age: ready.remembered.age};
  }

  private async ask({ready, word, age}: Wanted): Promise<void> {
    const {uid, columns, remembered} = ready;
    const key = wordKey(word);
    const asked = {words: [word.word], finished: word.finished, ranked: true};
    if (remembered.isEverywhere(key)) return;
    const found = new Map<number, Matches>();
    for (const {areas, cells} of partsOf(columns)) {
      await Promise.race([Promise.allSettled(this.searches()), pause(LONGEST_WAIT_MS)]);
      const filters = [[`area IN [${areas.join()}]`]];
      const answer = await matchWords(this.meilisearch, uid, {...asked, filters}, DEADLINE_MS);
      for (const [cell, matches] of byCell(seated(answer, columns.seats), cells, columns)) found.set(cell, matches);
    }
    remembered.keepEverywhere(key, new Everywhere(age, found));
  }
}

const hasRoom = ({remembered, columns}: Ready) => remembered.holds(columns.inhabited().length);

/** All cells, area by area, some areas at a time. */
function partsOf(columns: Columns): {areas: number[]; cells: number[]}[] {
  const byArea = new Map<number, number[]>();
  for (const cell of columns.inhabited()) {
    const area = areaOfCell(cell);
    const those = byArea.get(area);
    if (those) those.push(cell);
    else byArea.set(area, [cell]);
  }
  const parts: {areas: number[]; cells: number[]}[] = [];
  let room = 0;
  for (const [area, those] of byArea) {
    const count = those.reduce((sum, cell) => sum + columns.countIn(cell), 0);
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
