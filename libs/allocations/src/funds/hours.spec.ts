import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {bought, priceOf, settleMonth, shareOfPool, type BankRule} from './hours.js';

const rules = fc.record({
  rollOver: fc.constantFrom('next_period' as const, 'none' as const, 'surplus_weeks' as const),
  surplusWeeks: fc.nat(20),
  weekMinutes: fc.nat(6_000),
});
const months = fc.array(
  fc.record({
    support: fc.nat(500_000),
    used: fc.double({min: 0, max: 1, noNaN: true}),
    pooled: fc.double({min: 0, max: 1, noNaN: true}),
    returned: fc.nat(600),
  }),
  {maxLength: 24},
);

describe('hours of a fund', () => {
  it('in are used, pooled, lapsed or banked, for any sequence of months, to the minute and the penny', () => {
    fc.assert(
      fc.property(rules, months, fc.integer({min: 1, max: 5_000}), (rule: BankRule, all, hourPence) => {
        let [banked, carry, into, out, money] = [0, 0, 0, 0, 0];
        for (const {support, used, pooled, returned} of all) {
          const {minutes, carryAfter} = bought(support, hourPence, carry);
          const there = banked + minutes + returned;
          const usedMinutes = Math.floor(there * used);
          const pooledMinutes = Math.floor((there - usedMinutes) * pooled);
          const month = {
            beforeMinutes: banked,
            addedMinutes: minutes,
            returnedMinutes: returned,
            usedMinutes,
            pooledMinutes,
          };
          const settled = settleMonth(month, rule);
          if (!settled) throw new Error('there was enough');
          expect(settled.bankedMinutes).toBeGreaterThanOrEqual(0);
          expect(settled.lapsedMinutes).toBeGreaterThanOrEqual(0);
          into += minutes + returned;
          out += usedMinutes + pooledMinutes + settled.lapsedMinutes;
          money += support;
          [banked, carry] = [settled.bankedMinutes, carryAfter];
          expect(carry).toBeLessThan(hourPence);
        }
        expect(into).toBe(out + banked);
        const bankedInto = into - all.reduce((sum, each) => sum + each.returned, 0);
        expect(money * 60).toBe(bankedInto * hourPence + carry);
      }),
    );
  });

  it('are banked by the rule of the line', () => {
    const month = {beforeMinutes: 60, addedMinutes: 600, returnedMinutes: 0, usedMinutes: 300, pooledMinutes: 30};
    const settle = (rule: Partial<BankRule>) =>
      settleMonth(month, {rollOver: 'next_period', surplusWeeks: null, weekMinutes: 150, ...rule});
    expect(settle({})).toMatchObject({bankedMinutes: 330, lapsedMinutes: 0});
    expect(settle({rollOver: 'none'})).toMatchObject({bankedMinutes: 0, lapsedMinutes: 330});
    expect(settle({rollOver: 'surplus_weeks', surplusWeeks: 2})).toMatchObject({bankedMinutes: 300, lapsedMinutes: 30});
    expect(
      settleMonth({...month, usedMinutes: 700}, {rollOver: 'none', surplusWeeks: null, weekMinutes: 0}),
    ).toBeNull();
  });

  it('of a pool come back to who leaves, and all shares are all there is', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.array(fc.nat(2_000), {minLength: 1, maxLength: 8}), (left, put) => {
        const shares = put.map((_, place) => shareOfPool(left, put, place));
        const all = put.reduce((sum, each) => sum + each, 0);
        expect(shares.reduce((sum, each) => sum + each, 0)).toBe(all === 0 ? 0 : left);
      }),
    );
    expect(priceOf(90, 2_000)).toBe(3_000);
    expect(bought(10_000, 2_300, 0)).toEqual({minutes: 260, carryAfter: 2_000});
  });
});
