import {expect} from '@jest/globals';
import type {Response} from 'supertest';

interface Problem {
  status: number;
  code: string;
  detail: string;
  errors: {field: string; message: string}[];
}

/** Our own words for what is wrong; whatever else a problem shows could be something from inside. */
const INSIDE = /\bat .*\.(ts|js):\d+|node_modules|QueryFailedError|SELECT |constraint|undefined|NaN|\[object/;

/** A refusal that helps: a problem document with a 4xx, never a fault of ours, and nothing from inside. */
export function refusalOf(response: Response): Problem {
  const {status, type, text} = response;
  const problem = response.body as Problem;
  expect({status: status >= 400 && status < 500 ? 'refused' : status, text}).toEqual({status: 'refused', text});
  expect({type, text}).toEqual({type: 'application/problem+json', text});
  expect(problem).toMatchObject({status, code: expect.stringMatching(/^[A-Z_]+$/), errors: expect.any(Array)});
  expect(problem.detail).toMatch(/^[A-Z£“].*[.!?]$/s);
  expect(text).not.toMatch(INSIDE);
  return problem;
}
