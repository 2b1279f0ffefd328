import {expect, it} from '@jest/globals';
import {Progress} from './progress.js';

function written(isTTY: boolean): string {
  const parts: string[] = [];
  const progress = new Progress({isTTY, write: (text: string) => parts.push(text)});
  progress.counted('Listings', 1_000, 20_000);
  progress.counted('Listings', 20_000, 20_000);
  progress.end();
  progress.end();
  return parts.join('');
}

it('writes each line over the last one on a terminal, and leaves none behind', () => {
  const over = '\r\u001b[K';
  expect(written(true)).toBe(`${over}Listings: 1,000 of 20,000${over}Listings: 20,000 of 20,000${over}`);
});

it('writes nothing where nobody looks on', () => {
  expect(written(false)).toBe('');
});
