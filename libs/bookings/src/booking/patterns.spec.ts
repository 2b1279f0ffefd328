import {describe, expect, it} from '@jest/globals';
import {
  addDays,
  addMonths,
  bankHoliday,
  inLondon,
  londonDay,
  londonInstant,
  minutes,
  weekday,
  type Day,
} from '@app/kernel';
import fc from 'fast-check';
import {allot, unfunded} from './allot.js';
import {visitsAskedFor, type BookingRequest} from './booking-request.js';

const NOW = new Date('2026-12-01T12:00:00Z');
const NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const SPLITS = [
  {lineId: 'one', shareBp: 3_333},
  {lineId: 'two', shareBp: 6_667},
];

/** As GOV.UK lists them for England: with substitute days for those that fall on a weekend. */
const BANK_HOLIDAYS = new Set([
  ...['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30'],
  ...['2027-12-27', '2027-12-28', '2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28'],
]);
const FIRST = '2026-12-02';
const LAST = '2028-11-30';

/** Counting days one by one, with nothing clever in it. */
function slowly(
  first: Day,
  interval: number,
  days: readonly number[],
  until: Day,
  left: ReadonlySet<Day>,
  skip: boolean,
): Day[] {
  const found: Day[] = [];
  const monday = addDays(first, 1 - weekday(first));
  for (let day = first, n = 0; day <= until; n += 1, day = addDays(first, n)) {
    let weeks = 0;
    for (let start = monday; addDays(start, 7) <= day; start = addDays(start, 7)) weeks += 1;
    if (weeks % interval !== 0 || !days.includes(weekday(day))) continue;
    if (left.has(day) || (skip && BANK_HOLIDAYS.has(day))) continue;
    found.push(day);
  }
  return found;
}

const pattern = fc.record({
  offset: fc.integer({min: 0, max: 360}),
  interval: fc.integer({min: 1, max: 3}),
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], {minLength: 1}),
  span: fc.integer({min: 1, max: 366}),
  hour: fc.integer({min: 0, max: 23}),
  lasts: fc.integer({min: 1, max: 23}),
  skip: fc.boolean(),
  leaveOut: fc.array(fc.nat(40), {maxLength: 5}),
});

function requestOf(
  from: Day,
  rrule: string,
  hour: number,
  lasts: number,
  more: Partial<BookingRequest>,
): BookingRequest {
  const clock = (value: number) => `${String(value % 24).padStart(2, '0')}:30`;
  const startsAt = londonInstant(from, clock(hour));
  const endsAt = londonInstant(hour + lasts >= 24 ? addDays(from, 1) : from, clock(hour + lasts));
  return {listingId: 'x', engagementId: null, startsAt, endsAt, rrule, splits: SPLITS, ...more};
}

/** The last second of a day in London, as a rule has it: in summer it is 22:59:59 of that day in UTC. */
function endOf(day: Day): string {
  const last = new Date(londonInstant(addDays(day, 1), '00:00').getTime() - 1_000);
  return last.toISOString().replace(/[-:]|\.\d+/g, '');
}

describe('a year of a pattern', () => {
  it('is what counting days gives, over both clock changes, leap day, Christmas and substitute bank holidays', () => {
    fc.assert(
      fc.property(pattern, ({offset, interval, days, span, hour, lasts, skip, leaveOut}) => {
        let from = addDays(FIRST, offset);
        while (!days.includes(weekday(from))) from = addDays(from, 1);
        const until = addDays(from, span) > LAST ? LAST : addDays(from, span);
        const whole = slowly(from, interval, days, until, new Set(), false);
        const exceptDays = [...new Set(leaveOut.flatMap((index) => whole[index] ?? []))];
        const expected = slowly(from, interval, days, until, new Set(exceptDays), skip);
        fc.pre(expected.length > 0);
        const by = days.map((day) => NAMES[day - 1]).join();
        const rrule = `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${by};UNTIL=${endOf(until)}`;
        const more = {exceptDays, bankHolidays: skip ? ('skip' as const) : ('keep' as const)};
        const visits = visitsAskedFor(requestOf(from, rrule, hour, lasts, more), NOW);
        expect(visits.map((visit) => londonDay(visit.startsAt))).toEqual(expected);
        for (const visit of visits) {
          const [start, end] = [inLondon(visit.startsAt), inLondon(visit.endsAt)];
          // At the same time on the clock; in the hour that spring skips, an hour later on it.
          expect([hour, hour + 1]).toContain(start.hour);
          const elapsed = (end.epochMilliseconds - start.epochMilliseconds) / 60_000;
          expect(minutes(visit)).toBe(elapsed);
          expect(Math.abs(elapsed - lasts * 60)).toBeLessThanOrEqual(60);
        }
      }),
      // Half past midnight in summer is the day before in UTC.
      {
        numRuns: 60,
        examples: [[{offset: 0, interval: 1, days: [7], span: 139, hour: 0, lasts: 1, skip: false, leaveOut: []}]],
      },
    );
  });

  it('knows the bank holidays of England as they are published, and no others', () => {
    for (let day = FIRST; day <= LAST; day = addDays(day, 1)) {
      expect({day, is: bankHoliday(day) !== null}).toEqual({day, is: BANK_HOLIDAYS.has(day)});
    }
  });

  it('by the month has the days that months have, leap day among them', () => {
    const on = (from: Day, rule: string) =>
      visitsAskedFor(requestOf(from, rule, 9, 1, {}), NOW).map((visit) => londonDay(visit.startsAt));
    expect(on('2027-08-31', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4')).toEqual([
      '2027-08-31',
      '2027-10-31',
      '2027-12-31',
      '2028-01-31',
    ]);
    expect(on('2027-12-31', 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4')).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
    ]);
    expect(on('2028-02-28', 'FREQ=DAILY;COUNT=3')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  });
});

describe('what a pattern takes from periods', () => {
  const weeks = (from: Day, length: number, count: number) =>
    Array.from(
      {length: count},
      (_, index) => [addDays(from, index * length), addDays(from, (index + 1) * length - 1)] as const,
    );
  const months = (from: Day, count: number) =>
    Array.from(
      {length: count},
      (_, index) => [addMonths(from, index), addDays(addMonths(from, index + 1), -1)] as const,
    );

  it('is each visit in the one period of each line that its first day is in, to the penny, or planned whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({min: 0, max: 420}), fc.integer({min: 0, max: 23}), fc.nat(50_000)), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.integer({min: 1, max: 13}),
        (some, known) => {
          const spans = [
            ...weeks('2026-11-30', 28, known).map(([startsOn, endsOn]) => ({lineId: 'one', startsOn, endsOn})),
            ...months('2026-12-01', 12).map(([startsOn, endsOn]) => ({lineId: 'two', startsOn, endsOn})),
          ];
          const periods = spans.map((span, index) => ({...span, id: `p${index}`, availablePence: 0}));
          const visits = some.map(([days, hour, pricePence]) => {
            const startsAt = londonInstant(addDays('2026-12-01', days), `${String(hour).padStart(2, '0')}:00`);
            return {startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), pricePence};
          });
          const taken = allot(visits, SPLITS, periods);
          const planned = new Set(unfunded(visits, SPLITS, periods).map((each) => each.visit));
          visits.forEach((visit, index) => {
            const day = londonDay(visit.startsAt);
            const own = taken.filter((each) => each.visit === index);
            const right = periods.filter((each) => each.startsOn <= day && day <= each.endsOn).map((each) => each.id);
            if (right.length < 2) {
              expect({own, planned: planned.has(index)}).toEqual({own: [], planned: true});
              return;
            }
            expect(own.map((each) => each.periodId).sort()).toEqual(right.sort());
            expect(own.reduce((sum, each) => sum + each.pence, 0)).toBe(visit.pricePence);
            expect(planned.has(index)).toBe(false);
          });
        },
      ),
      {numRuns: 60},
    );
  });
});
