import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {safeReturn} from './safe-return.js';

describe('where somebody goes after signing in', () => {
  it.each(['/', '/find?near=NG1+5DT&q=gardening', '/budget#now'])('%s is ours', (path) =>
    expect(safeReturn(path)).toBe(path),
  );

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '',
    null,
    ['/a'],
    '/ä',
  ])('%j leads to the start page', (path) => expect(safeReturn(path)).toBe('/'));

  it('never leads to another site', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(new URL(safeReturn(`/${text}`), 'http://ours.example').host).toBe('ours.example');
      }),
    );
  });
});
