import {describe, expect, it} from '@jest/globals';
import {durationOf} from './duration.js';

describe('how long something takes', () => {
  it.each([
    ['2026-03-03T09:00Z', '2026-03-03T11:00Z', '2 hours'],
    ['2026-03-03T09:00Z', '2026-03-03T10:30Z', '1 hour 30 minutes'],
    ['2026-03-03T09:00Z', '2026-03-03T09:01Z', '1 minute'],
    // 10pm to 7am on the night on which the clocks go forward.
    ['2026-03-28T22:00Z', '2026-03-29T06:00Z', '8 hours'],
  ])('%s to %s is %s', (from, to, words) => {
    expect(durationOf({startsAt: new Date(from), endsAt: new Date(to)})).toBe(words);
  });
});
