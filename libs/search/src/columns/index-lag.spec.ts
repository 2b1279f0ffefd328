import {beforeEach, describe, expect, it} from '@jest/globals';
import {IndexLag, LATE_MS} from './index-lag.js';

describe('an index', () => {
  let lag: IndexLag;
  beforeEach(() => {
    lag = new IndexLag();
    lag.note(10, 10, true, 0);
  });

  it('is late before it is known to hold everything', () => {
    const unknown = new IndexLag();
    expect(unknown.isLate(0)).toBe(true);
    unknown.note(3, 10, true, 0);
    expect(unknown.isLate(1)).toBe(true);
    unknown.note(10, 10, true, 2);
    expect(unknown.isLate(2)).toBe(false);
  });

  it('may lack something for a moment', () => {
    lag.note(10, 11, true, 1_000);
    expect(lag.isLate(1_000 + LATE_MS)).toBe(false);
    expect(lag.isLate(1_001 + LATE_MS)).toBe(true);
  });

  it('is not late while it follows what is written, however much that is', () => {
    for (let second = 1; second < 60; second += 1) {
      lag.note(9 + second, 10 + second, true, second * 1_000);
      expect(lag.isLate(second * 1_000 + 999)).toBe(false);
    }
  });

  it('is late when it falls behind, until it has what it lacked then', () => {
    lag.note(10, 20, true, 0);
    lag.note(15, 30, true, 4_000);
    expect(lag.isLate(4_000)).toBe(true);
    lag.note(20, 30, true, 5_000);
    expect(lag.isLate(5_000)).toBe(false);
  });

  it('that came back is late until it has what was written while it was away', () => {
    lag.note(10, 10, false, 0);
    expect(lag.isLate(0)).toBe(false);
    lag.note(10, 11, false, 100);
    lag.note(10, 12, true, 200);
    expect(lag.isLate(200)).toBe(true);
    lag.note(10, 12, false, 250);
    lag.note(11, 13, true, 300);
    expect(lag.isLate(300)).toBe(true);
    lag.note(12, 13, true, 300);
    expect(lag.isLate(300)).toBe(false);
  });
});
