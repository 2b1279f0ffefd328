import {describe, expect, it} from '@jest/globals';
import {addDays, daysBetween, roundFraction} from '@app/kernel';
import fc from 'fast-check';
import {worthOf, type OpeningTerms, type TermsChange} from './line-worth.js';
import {periodsOf, type Cycle} from './periods.js';

const STARTS = '2027-03-17';
const LAST = 800;
const day = fc.integer({min: 0, max: LAST}).map((after) => addDays(STARTS, after));
const pence = fc.nat(100_000_000);
const blank = {toDay: null, weeklyPence: null, contributionWeeklyPence: null, keptBp: null, replacesId: null};
const change = fc.oneof(
  fc.record({kind: fc.constant('amount' as const), fromDay: day, weeklyPence: pence, contributionWeeklyPence: pence}),
  fc
    .record({kind: fc.constant('suspension' as const), fromDay: day, length: fc.nat(90), keptBp: fc.nat(9_999)})
    .map(({length, ...each}) => ({...each, toDay: length === 90 ? null : addDays(each.fromDay, length)})),
  fc.record({kind: fc.constant('end' as const), fromDay: day}),
);
const history = fc.array(fc.tuple(change, fc.option(fc.nat(7), {nil: null})), {maxLength: 8}).map((all) =>
  all.map(([each, replaces], index): TermsChange => ({
    ...blank,
    ...each,
    id: String(index),
    replacesId: replaces !== null && replaces < index ? String(replaces) : null,
  })),
);
const line = (weeklyPence: number, contributionWeeklyPence = 0): OpeningTerms => ({
  ...{startsOn: STARTS, endsOn: null, weeklyPence, contributionWeeklyPence, oneOffPence: 0},
});

/** The slow way: what each single day is worth, in seventieths of a thousandth of a penny. */
function dayByDay(terms: OpeningTerms, changes: readonly TermsChange[]): bigint[] {
  const gone = new Set(changes.map((each) => each.replacesId));
  const standing = changes.filter((each) => !gone.has(each.id) && each.kind !== 'withdrawn');
  return Array.from({length: LAST + 200}, (_, after) => {
    const today = addDays(STARTS, after);
    const end = standing.filter((each) => each.kind === 'end').at(-1)?.fromDay ?? terms.endsOn;
    if (end && today > end) return 0n;
    let [weekly, from] = [terms.weeklyPence, STARTS];
    for (const each of standing) {
      if (each.kind !== 'amount' || each.fromDay > today || each.fromDay < from) continue;
      [weekly, from] = [each.weeklyPence ?? 0, each.fromDay];
    }
    const kept = standing
      .filter((each) => each.kind === 'suspension' && each.fromDay <= today && (!each.toDay || today <= each.toDay))
      .map((each) => each.keptBp ?? 0);
    return BigInt(weekly) * BigInt(Math.min(10_000, ...kept));
  });
}

describe('what a line is worth', () => {
  it('is what its days are worth together, to the penny, whatever changed and however it is cut', () => {
    fc.assert(
      fc.property(
        pence,
        history,
        fc.constantFrom<Cycle>('four_weekly', 'monthly', 'weekly'),
        (weekly, changes, cycle) => {
          const terms = line(weekly);
          const spans = periodsOf({...terms, cycle, cycleAnchor: '2027-01-04'}, addDays(STARTS, LAST));
          const worth = worthOf(terms, changes, spans);
          const days = dayByDay(terms, changes);
          let exact = 0n;
          let given = 0;
          spans.forEach(({startsOn, endsOn}, index) => {
            for (let at = startsOn; at <= endsOn; at = addDays(at, 1)) exact += days[daysBetween(STARTS, at)] ?? 0n;
            given += worth[index]?.allocatedPence ?? 0;
            expect(worth[index]?.allocatedPence).toBeGreaterThanOrEqual(0);
            expect(given).toBe(roundFraction(exact, 70_000n));
          });
        },
      ),
      {numRuns: 60},
    );
  });

  it('comes to a year’s entitlement over thirteen periods, also over a leap day', () => {
    for (const startsOn of ['2026-04-06', '2027-04-05']) {
      const terms = {...line(12_345, 678), startsOn, endsOn: addDays(startsOn, 363)};
      const spans = periodsOf({...terms, cycle: 'four_weekly', cycleAnchor: startsOn}, '2029-01-01');
      expect(worthOf(terms, [], spans)).toEqual(
        Array(13).fill({allocatedPence: 4 * 12_345, contributionPence: 4 * 678}),
      );
    }
    const leap = {...line(70_000), startsOn: '2028-01-01', endsOn: '2028-12-31'};
    const months = periodsOf({...leap, cycle: 'monthly', cycleAnchor: '2028-01-01'}, '2029-01-01');
    const sums = worthOf(leap, [], months).map((each) => each.allocatedPence);
    expect([months.length, sums[1], sums.reduce((a, b) => a + b)]).toEqual([12, 29 * 10_000, 366 * 10_000]);
  });

  it('stops in hospital by the day, and goes back to what it was when the change is withdrawn', () => {
    const spans = [{startsOn: '2027-05-01', endsOn: '2027-05-31'}];
    const stay = {
      ...blank,
      id: 'stay',
      kind: 'suspension' as const,
      fromDay: '2027-05-10',
      toDay: '2027-05-19',
      keptBp: 2_500,
    };
    const wrong = {...blank, id: 'wrong', kind: 'withdrawn' as const, fromDay: STARTS, replacesId: 'stay'};
    const worth = (changes: TermsChange[]) => worthOf(line(7_000), changes, spans)[0]?.allocatedPence;
    expect([worth([]), worth([stay]), worth([stay, wrong])]).toEqual([31_000, 23_500, 31_000]);
  });

  it('is given once and never spread', () => {
    const once = {...line(0), endsOn: addDays(STARTS, 99), oneOffPence: 45_099};
    const spans = periodsOf({...once, cycle: 'once', cycleAnchor: STARTS}, STARTS);
    expect(spans).toEqual([{startsOn: STARTS, endsOn: once.endsOn}]);
    expect(worthOf(once, [], spans)[0]?.allocatedPence).toBe(45_099);
  });
});
