import {describe, expect, it} from '@jest/globals';
import {pagination} from './pagination.js';

const show = (total: number, page: number) =>
  pagination(total, page, 20, (number) => `?page=${number}`)
    .items.map((item) => ('ellipsis' in item ? '…' : item.current ? `[${item.number}]` : item.number))
    .join(' ');

describe('pagination', () => {
  it('links the ends and the neighbours, and leaves out the rest', () => {
    expect(show(20, 1)).toBe('[1]');
    expect(show(60, 2)).toBe('1 [2] 3');
    expect(show(200, 1)).toBe('[1] 2 … 10');
    expect(show(200, 5)).toBe('1 … 4 [5] 6 … 10');
    expect(show(200, 10)).toBe('1 … 9 [10]');
  });

  it('writes a single page left out between two rather than dots', () => {
    expect(show(200, 4)).toBe('1 2 3 [4] 5 … 10');
  });

  it('says which are shown, and leads on and back', () => {
    const pages = pagination(45, 3, 20, (number) => `?page=${number}`);
    expect(pages).toMatchObject({from: 41, to: 45, last: 3, previous: {href: '?page=2'}, next: null});
    expect(pagination(0, 1, 20, String)).toMatchObject({from: 0, to: 0, last: 1, previous: null, next: null});
  });
});
