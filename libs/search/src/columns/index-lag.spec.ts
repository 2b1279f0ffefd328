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

  it('is late when it falls behind, until it has all that others have shown meanwhile', () => {
    lag.note(10, 20, 0);
    lag.note(15, 30, 4_000);
    expect(lag.isLate(4_000)).toBe(true);
    lag.note(20, 30, 5_000); // what it lacked then, and not what has been shown since
    expect(lag.isLate(5_000)).toBe(true);
    lag.note(30, 30, 5_500);
    expect(lag.isLate(5_500)).toBe(false);
  });

  it('that was late, where changes never cease, answers when it has followed for a while', () => {
    lag.note(10, 20, 0);
    const late = Array.from({length: 12}, (_, half) => {
      const now = 5_000 + half * 500;
      lag.note(20 + half, 30 + half, now);
      return lag.isLate(now);
    });
    expect(late.filter(Boolean).length).toBeGreaterThan(6);
    expect(late.at(-1)).toBe(true); // it never had what it lacked the time before
    for (let second = 0; second < 5; second += 1) lag.note(41 + second * 9, 50 + second * 9, 11_000 + second * 1_000);
    expect(lag.isLate(15_000)).toBe(false);
  });

  it('that was away is late until it has all that there is', () => {
    lag.note(10, 11, 100);
    lag.doubt();
    expect(lag.isLate(200)).toBe(true);
    lag.note(11, 13, 300);
    expect(lag.isLate(300)).toBe(true);
    lag.note(12, 14, 400);
    expect(lag.isLate(400)).toBe(true);
    lag.note(13, 14, 500);
    expect(lag.isLate(500)).toBe(true);
    lag.note(14, 14, 600);
    expect(lag.isLate(600)).toBe(false);
  });
});
