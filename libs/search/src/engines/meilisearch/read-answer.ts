import type {Tiers} from '../../columns/remembered-matches.js';
import {numberOf} from './recipe.js';

/** Who matches, and how well. */
export interface WordsAnswer {
  numbers: number[];
  tiers: Tiers;
}

interface Hit {
  key: string;
  _rankingScore: number;
}

const KEYS = '"facetDistribution":{"key":{';
const END = '}'.charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const FIRST = 'n'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

/**
 * Reads an answer that counts keys. They are read off the text one letter after another: an object of thousands of
 * properties, of which only the names are wanted, takes ten times as long to make.
 */
export function readAnswer(text: string): WordsAnswer {
  const from = text.indexOf(KEYS) + KEYS.length;
  if (from < KEYS.length) throw new Error('Meilisearch answered something else');
  const {numbers, end} = numbersIn(text, from);
  const {hits} = JSON.parse(text.slice(0, from) + text.slice(end)) as {hits: Hit[]};
  return {numbers, tiers: tiersOf(hits)};
}

/** @param from where the first of `"n1":1,"n2":1}` stands, if there is one */
function numbersIn(text: string, from: number): {numbers: number[]; end: number} {
  const numbers: number[] = [];
  let number: number | null = null;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === END) return {numbers, end: at};
    if (code === FIRST) number = 0;
    else if (number !== null && code !== QUOTE) number = number * 10 + code - ZERO;
    else if (number !== null) {
      numbers.push(number);
      number = null;
    }
  }
  throw new Error('Meilisearch did not finish its answer');
}

/** Hits that score the same share a tier. */
function tiersOf(hits: readonly Hit[]): Tiers {
  const of = new Map<number, number>();
  let last = 0;
  let score = hits[0]?._rankingScore;
  for (const hit of hits) {
    if (hit._rankingScore !== score) last += 1;
    score = hit._rankingScore;
    of.set(numberOf(hit.key), last);
  }
  return {of, last};
}
