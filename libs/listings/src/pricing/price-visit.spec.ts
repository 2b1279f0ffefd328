import {describe, expect, it} from '@jest/globals';
import {bankHoliday, DomainError, inLondon, londonInstant, roundFraction, weekday} from '@app/kernel';
import type {TimeRange} from '@app/kernel';
import fc from 'fast-check';
import type {BandRule} from './bands.js';
import {priceVisit} from './price-visit.js';
import type {DatedRate, TimedBand} from './rates.js';

const always = {startsOn: '2020-01-01', endsOn: null};
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const BANDS: BandRule[] = [
  {band: 'evening', weekdays: everyDay, from: '20:00', to: '24:00', ...always},
  {band: 'evening', weekdays: everyDay, from: '00:00', to: '07:00', ...always},
  {band: 'weekend', weekdays: [6, 7], from: '00:00', to: '24:00', ...always},
];
const hourly = (pounds: Partial<Record<TimedBand, number>>): DatedRate[] =>
  Object.entries(pounds).map(([band, rate]) => ({
    band: band as TimedBand,
    unit: 'hour',
    ratePence: Math.round(rate * 100),
    ...always,
  }));
const RATES = hourly({weekday: 14, evening: 16, weekend: 18, bank_holiday: 28});

function visit(from: string, to: string): TimeRange {
  const [fromDay, fromTime, toDay, toTime] = [...from.split(' '), ...to.split(' ')] as [string, string, string, string];
  return {startsAt: londonInstant(fromDay, fromTime), endsAt: londonInstant(toDay, toTime)};
}

function parts(from: string, to: string, rates = RATES) {
  const priced = priceVisit(visit(from, to), rates, BANDS);
  return [priced.pence, ...priced.parts.map((part) => `${part.band} ${part.minutes} × ${part.ratePence}`)];
}

describe('the price of a visit', () => {
  it('is cut where the band changes on the clock', () => {
    expect(parts('2026-06-03 18:30', '2026-06-03 21:00')).toEqual([
      2_100 + 1_600,
      'weekday 90 × 1400',
      'evening 60 × 1600',
    ]);
    expect(parts('2026-06-05 22:00', '2026-06-06 09:00')).toEqual([
      3_200 + 16_200,
      'evening 120 × 1600',
      'weekend 540 × 1800',
    ]);
  });

  it('takes a bank holiday before a weekend, and a weekend before an evening', () => {
    expect(parts('2026-12-25 19:00', '2026-12-26 09:00')).toEqual([
      5 * 2_800 + 9 * 1_800,
      'bank_holiday 300 × 2800',
      'weekend 540 × 1800',
    ]);
    expect(parts('2026-06-06 19:00', '2026-06-06 22:00')).toEqual([5_400, 'weekend 180 × 1800']);
  });

  it('counts the hours that pass when the clocks change', () => {
    expect(parts('2026-03-29 00:00', '2026-03-29 08:00')).toEqual([7 * 1_800, 'weekend 420 × 1800']);
    expect(parts('2026-10-25 00:00', '2026-10-25 08:00')).toEqual([9 * 1_800, 'weekend 540 × 1800']);
  });

  it('falls back from bank holiday to weekend to weekday, and from evening to weekday', () => {
    const few = hourly({weekday: 14, weekend: 18});
    expect(parts('2026-12-25 10:00', '2026-12-25 11:00', few)[0]).toBe(1_800);
    expect(parts('2026-12-25 10:00', '2026-12-25 11:00', hourly({weekday: 14}))[0]).toBe(1_400);
    expect(parts('2026-06-03 20:00', '2026-06-03 21:00', few)).toEqual([1_400, 'evening 60 × 1400']);
  });

  it('refuses a time that has no rate, and says which', () => {
    const refusal = catching(() => parts('2026-06-03 10:00', '2026-06-03 11:00', hourly({weekend: 18})));
    expect(refusal).toMatchObject({kind: 'refused', code: 'RATE_MISSING', facts: {band: 'weekday', day: '2026-06-03'}});
    expect(refusal.message).toMatch(/^There is no weekday rate for Wednesday,? 3 June 2026\. Choose another time/);
    expect(catching(() => parts('2026-06-07 22:00', '2026-06-08 09:00', hourly({weekend: 18}))).facts).toEqual({
      band: 'evening',
      day: '2026-06-08',
    });
  });

  it('uses the rates of the day the visit begins', () => {
    const changing = [
      {...(RATES[0] as DatedRate), endsOn: '2026-06-02'},
      {...(RATES[0] as DatedRate), startsOn: '2026-06-03', ratePence: 1_500},
    ];
    expect(parts('2026-06-02 10:00', '2026-06-02 11:00', changing)[0]).toBe(1_400);
    expect(parts('2026-06-03 10:00', '2026-06-03 11:00', changing)[0]).toBe(1_500);
    expect(parts('2026-06-02 23:00', '2026-06-03 02:00', changing)[0]).toBe(4_200);
    expect(catching(() => parts('2019-06-03 10:00', '2019-06-03 11:00')).code).toBe('RATE_MISSING');
  });

  it('is flat by the visit where there is no rate by the hour', () => {
    const session: DatedRate = {band: 'weekday', unit: 'visit', ratePence: 4_500, ...always};
    expect(parts('2026-06-03 10:00', '2026-06-03 15:00', [session])).toEqual([4_500, 'weekday 300 × 4500']);
    expect(parts('2026-06-06 10:00', '2026-06-06 11:00', [session])[0]).toBe(4_500);
    expect(parts('2026-06-03 10:00', '2026-06-03 12:00', [session, ...RATES])[0]).toBe(2_800);
  });

  it('refuses an end before its start', () => {
    expect(catching(() => parts('2026-06-03 10:00', '2026-06-03 10:00')).kind).toBe('invalid');
  });

  it('is the rounded sum of what each minute costs, and its parts add up to it', () => {
    fc.assert(fc.property(aVisit, fc.array(aRule, {maxLength: 5}), someRates, check), {numRuns: 60});
  });
});

function catching(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
/** Around both clock changes, two bank holidays and a new year, to the minute. */
const aVisit = fc
  .tuple(
    fc.constantFrom('2026-03-29', '2026-10-25', '2026-12-25', '2027-01-01', '2026-04-03'),
    fc.integer({min: -1_440, max: 1_440}),
    fc.integer({min: 1, max: 1_200}),
  )
  .map(([day, offset, length]) => {
    const startsAt = Date.parse(`${day}T00:00:00Z`) + offset * 60_000;
    return {startsAt: new Date(startsAt), endsAt: new Date(startsAt + length * 60_000)};
  });
const aRule: fc.Arbitrary<BandRule> = fc
  .record({
    band: fc.constantFrom('evening' as const, 'weekend' as const),
    weekdays: fc.uniqueArray(fc.integer({min: 1, max: 7}), {minLength: 1}),
    hours: fc.uniqueArray(fc.integer({min: 0, max: 24}), {minLength: 2, maxLength: 2}),
    days: fc.constantFrom(always, {startsOn: '2026-03-29', endsOn: '2026-12-25'}),
  })
  .map(({band, weekdays, hours, days}) => ({
    band,
    weekdays,
    from: clock(Math.min(...hours)),
    to: clock(Math.max(...hours)),
    ...days,
  }));
const someRates = fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({min: 1, max: 1_000_000}))).map(([a, b, c, d]) =>
  (
    [
      ['weekday', a],
      ['evening', b],
      ['weekend', c],
      ['bank_holiday', d],
    ] as [TimedBand, number][]
  ).map(([band, ratePence]) => ({band, unit: 'hour' as const, ratePence, ...always})),
);

function check(range: TimeRange, rules: BandRule[], rates: DatedRate[]): void {
  const priced = priceVisit(range, rates, rules);
  let perHour = 0n;
  let shown = {day: '', minute: 0};
  // From three hours earlier, so that the hour that comes twice is known for what it is.
  for (let at = range.startsAt.getTime() - 3 * 3_600_000; at < range.endsAt.getTime(); at += 60_000) {
    const wall = inLondon(new Date(at));
    const day = wall.toPlainDate().toString();
    const minute = wall.hour * 60 + wall.minute;
    shown = {day, minute: day === shown.day && minute <= shown.minute ? 119.9 : minute};
    if (at < range.startsAt.getTime()) continue;
    const band = bandAt(shown, rules);
    perHour += BigInt((rates.find((rate) => rate.band === band) as DatedRate).ratePence);
  }
  expect(priced.pence).toBe(roundFraction(perHour, 60n));
  expect(priced.parts.reduce((sum, part) => sum + part.pence, 0)).toBe(priced.pence);
  expect(priced.parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(
    (range.endsAt.getTime() - range.startsAt.getTime()) / 60_000,
  );
}

function bandAt({day, minute}: {day: string; minute: number}, rules: BandRule[]): TimedBand {
  if (bankHoliday(day)) return 'bank_holiday';
  const hit = (band: string) =>
    rules.some(
      (rule) =>
        rule.band === band &&
        rule.weekdays.includes(weekday(day)) &&
        rule.startsOn <= day &&
        (rule.endsOn === null || day <= rule.endsOn) &&
        Number(rule.from.slice(0, 2)) * 60 <= minute &&
        minute < Number(rule.to.slice(0, 2)) * 60,
    );
  if (hit('weekend')) return 'weekend';
  return hit('evening') ? 'evening' : 'weekday';
}
