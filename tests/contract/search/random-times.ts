import fc from 'fast-check';

/** Days from the window's first, and minutes of that day. */
const start = fc.record({day: fc.integer({min: -3, max: 9}), minute: fc.integer({min: 0, max: 95}).map((n) => n * 15)});
/** A time to come at. */
export const asked = fc.record({starts: start, minutes: fc.integer({min: 1, max: 48}).map((n) => n * 15)});
const hours = fc
  .tuple(fc.integer({min: 0, max: 95}), fc.integer({min: 1, max: 96}))
  .map(([from, length]) => ({from, to: Math.min(96, from + length)}));
/** Of a listing: its hours, days that differ, visits and rates; whatever of it may not stand beside the rest is left out. */
export const rows = fc.record({
  weekly: fc.array(
    fc
      .tuple(
        fc.integer({min: 1, max: 7}),
        hours,
        fc.integer({min: -20, max: 5}),
        fc.option(fc.integer({min: 0, max: 30})),
      )
      .map(([weekday, each, starts, ends]) => ({weekday, ...each, starts, ends})),
    {maxLength: 10},
  ),
  days: fc.array(
    fc
      .tuple(fc.boolean(), fc.option(hours), fc.integer({min: -5, max: 9}), fc.integer({min: 0, max: 3}))
      .map(([available, each, starts, length]) => ({
        available,
        from: each?.from ?? null,
        to: each?.to ?? 0,
        starts,
        length,
      })),
    {maxLength: 3},
  ),
  visits: fc.array(
    fc.record({
      starts: start,
      minutes: fc.integer({min: 1, max: 20}).map((n) => n * 15),
      lane: fc.integer({min: 1, max: 2}),
    }),
    {maxLength: 6},
  ),
  rates: fc.array(
    fc.record({
      band: fc.constantFrom('weekday', 'evening', 'weekend', 'bank_holiday'),
      unit: fc.constantFrom('hour', 'visit'),
      pence: fc.integer({min: 1_000, max: 3_000}),
      starts: fc.constantFrom(-400, 10),
    }),
    {minLength: 1, maxLength: 6},
  ),
});
export type Rows = typeof rows extends fc.Arbitrary<infer T> ? T : never;

/** Away from one to two, and on the first day, when the clocks may skip that hour, nothing else. */
export const AWAY_IN_NO_TIME: Rows = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({weekday, from: 0, to: 96, starts: -20, ends: null})),
  days: [{available: false, from: 4, to: 8, starts: 0, length: 0}],
  visits: [],
  rates: [{band: 'weekday', unit: 'hour', pence: 2_000, starts: -400}],
};
export const OVER_THE_CHANGE = {starts: {day: 0, minute: 0}, minutes: 180};
