import {describe, expect, it} from '@jest/globals';
import {addDays, daysBetween, roundFraction} from '@app/kernel';
import fc from 'fast-check';
import {entitlement, periodsOf} from './periods.js';

const line = fc
  .record({
    cycle: fc.constantFrom('four_weekly' as const, 'monthly' as const, 'weekly' as const),
    anchor: fc.integer({min: -800, max: 800}),
    start: fc.integer({min: 0, max: 800}),
    length: fc.option(fc.integer({min: 0, max: 900}), {nil: null}),
  })
  .map(({cycle, anchor, start, length}) => {
    const startsOn = addDays('2026-01-01', start);
    return {
      cycle,
      cycleAnchor: addDays('2026-01-01', anchor),
      startsOn,
      endsOn: length === null ? null : addDays(startsOn, length),
    };
  });

describe('periods of a line', () => {
  it('follow each other without a gap, from the first day, and stop with the line', () => {
    fc.assert(
      fc.property(line, fc.integer({min: 0, max: 1_000}), (each, ahead) => {
        const through = addDays(each.startsOn, ahead);
        const spans = periodsOf(each, through);
        expect(spans[0]?.startsOn).toBe(each.startsOn);
        spans.slice(1).forEach((span, index) => expect(span.startsOn).toBe(addDays(spans[index]?.endsOn ?? '', 1)));
        const last = spans.at(-1)?.endsOn ?? '';
        expect(last >= (each.endsOn && each.endsOn < through ? each.endsOn : through)).toBe(true);
        if (each.endsOn) expect(last <= each.endsOn).toBe(true);
      }),
    );
  });

  it('add up to exactly what the days are worth, however they are cut', () => {
    fc.assert(
      fc.property(line, fc.nat(10_000_000), fc.integer({min: 0, max: 900}), (each, weekly, ahead) => {
        const spans = periodsOf(each, addDays(each.startsOn, ahead));
        const sum = spans.reduce((total, span) => total + entitlement(weekly, each.startsOn, span), 0);
        const days = daysBetween(each.startsOn, addDays(spans.at(-1)?.endsOn ?? '', 1));
        expect(sum).toBe(roundFraction(BigInt(weekly) * BigInt(days), 7n));
      }),
    );
  });

  it('are thirteen full four-week periods in fifty-two weeks, worth fifty-two weeks to the penny', () => {
    const year = {
      cycle: 'four_weekly' as const,
      cycleAnchor: '2026-04-06',
      startsOn: '2026-04-06',
      endsOn: addDays('2026-04-06', 363),
    };
    const spans = periodsOf(year, '2028-01-01');
    expect(spans).toHaveLength(13);
    expect(spans.map((span) => entitlement(12_345, year.startsOn, span))).toEqual(Array(13).fill(4 * 12_345));
  });

  it('are calendar months where the council pays by the month, also from the 31st', () => {
    const monthly = {cycle: 'monthly' as const, cycleAnchor: '2026-01-31', startsOn: '2026-01-31', endsOn: null};
    expect(periodsOf(monthly, '2026-04-01').map((span) => span.startsOn)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ]);
  });
});
