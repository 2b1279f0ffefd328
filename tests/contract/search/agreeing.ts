import {expect} from '@jest/globals';
import fc from 'fast-check';
import type {DocumentRow} from '../../../libs/search/src/projection/document-of.js';
import type {SearchEngine, SearchQuery} from '../../../libs/search/src/query/search-query.js';
import {ANYBODY} from './anybody.js';
import {query} from './random-queries.js';
import {reference} from './reference.js';

/** Words that an engine of its own accord would take for one, and one that it would take for two. */
const WORD_EXAMPLES = [
  ['learning', 'a'],
  ['day', 'centre'],
  ['daycentre'],
  ['dogcook'],
  ['2468', '1357'],
  ['24681357'],
];

/** An engine's answer to one question is the reference's. */
export async function agree(engine: SearchEngine, documents: DocumentRow[], asked: SearchQuery): Promise<void> {
  const {members, facets} = reference(documents, asked);
  const answer = await engine.search(asked);
  expect(answer.total).toBe(members.length);
  expect(answer.facets).toEqual(facets);
  const page = members.slice(asked.offset, asked.offset + asked.limit);
  if (asked.sort === 'relevance' && asked.words.length > 0) {
    // How well words match is the engine's own; who is on some page is not.
    const everybody = await engine.search({...asked, offset: 0, limit: members.length + 1});
    expect(everybody.hits.map(({id}) => id).sort()).toEqual(members.map(({id}) => id).sort());
    expect(answer.hits).toEqual(everybody.hits.slice(asked.offset, asked.offset + asked.limit));
  } else {
    expect(answer.hits).toEqual(page);
  }
  const candidates = await engine.candidates(asked);
  expect(candidates.sort()).toEqual(
    reference(documents, {...asked, chosen: {}})
      .members.map(({id}) => id)
      .sort(),
  );
}

/**
 * Its answers to many questions are.
 * @throws Error with the least question that fails, and how to see it again: the listings come from the same seed
 */
export async function agreeThroughout(
  engine: SearchEngine,
  documents: ReadonlyMap<string, DocumentRow>,
  {runs, seed}: {runs: number; seed: number},
): Promise<void> {
  const all = [...documents.values()];
  const ids = [...documents.keys()];
  const asked = fc.asyncProperty(query, fc.boolean(), fc.boolean(), (plain, narrowed, without) =>
    agree(engine, all, {
      ...plain,
      only: narrowed ? new Set(ids.filter((_, index) => index % 3 > 0)) : null,
      without: new Set(without ? ids.slice(0, ids.length / 8) : []),
      later: new Set(narrowed ? ids.filter((_, index) => index % 2 > 0) : []),
      costs: without
        ? new Map(ids.filter((_, index) => index % 5 > 0).map((id, index) => [id, (index * 7) % 9]))
        : null,
    }),
  );
  const examples = WORD_EXAMPLES.map((words): [SearchQuery, boolean, boolean] => [{...ANYBODY, words}, false, false]);
  const details = await fc.check(asked, {numRuns: runs + examples.length, seed, examples});
  if (details.failed) throw new Error(`SEED=${seed} shows it again.\n${await fc.asyncDefaultReportMessage(details)}`);
}
