import {beforeEach, describe, expect, it} from '@jest/globals';
import {IndexLag} from './index-lag.js';

describe('an index', () => {
  let lag: IndexLag;
  beforeEach(() => {
    lag = new IndexLag();
    lag.note(10, 10, 0);
  });

  it('is late before it is known to hold everything', () => {
    const unknown = new IndexLag();
    expect(unknown.isLate(0)).toBe(true);
    unknown.note(3, 10, 0);
    expect(unknown.isLate(1)).toBe(true);
    unknown.note(10, 10, 2);
    expect(unknown.isLate(2)).toBe(false);
  });

  it('may lack something for a moment', () => {
    lag.note(10, 11, 1_000);
    expect(lag.isLate(3_900)).toBe(false);
    expect(lag.isLate(4_100)).toBe(true);
  });

  it('is not late while it follows what is written, however much that is', () => {
    for (let second = 1; second < 60; second += 1) {
      lag.note(9 + second, 10 + second, second * 1_000);
      expect(lag.isLate(second * 1_000 + 999)).toBe(false);
    }
  });

  it('is late when it falls behind, until it has what it lacked then', () => {
    lag.note(10, 20, 0);
    lag.note(15, 30, 4_000);
    expect(lag.isLate(4_000)).toBe(true);
    lag.note(20, 30, 5_000);
    expect(lag.isLate(5_000)).toBe(false);
  });

  it('that was away is late until it has all that was written when it came back', () => {
    lag.note(10, 11, 100);
    lag.doubt();
    expect(lag.isLate(200)).toBe(true);
    lag.note(11, 13, 300);
    expect(lag.isLate(300)).toBe(true);
    lag.note(12, 14, 400);
    expect(lag.isLate(400)).toBe(true);
    lag.note(13, 14, 500);
    expect(lag.isLate(500)).toBe(false);
  });
});
