import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {barOf, figuresOf, sumOf} from './figures.js';

const period = fc
  .record({
    contributionPence: fc.nat(50_000),
    heldPence: fc.nat(50_000),
    committedPence: fc.nat(50_000),
    spentPence: fc.nat(50_000),
    ringFencedPence: fc.nat(5_000),
    availablePence: fc.nat(50_000),
  })
  .map((sums) => {
    const given = sums.heldPence + sums.committedPence + sums.spentPence + sums.ringFencedPence + sums.availablePence;
    const contributionPence = Math.min(sums.contributionPence, given);
    const days = {id: 'period', contributionPaidPence: 0, startsOn: '2027-01-04', endsOn: '2027-01-31'};
    return {...days, ...sums, contributionPence, allocatedPence: given - contributionPence};
  });

describe('a period’s figures', () => {
  it('add up in the sentence, and fill the bar from end to end', () => {
    fc.assert(
      fc.property(period, (each) => {
        const {givenPence, parts} = sumOf(each);
        expect(parts.reduce((sum, part) => sum + part.pence, 0)).toBe(givenPence);
        const bar = barOf(each);
        expect(bar.reduce((sum, part) => sum + part.width, 0)).toBe(givenPence ? 1_000 : 0);
        bar.slice(1).forEach((part, index) => expect(part.x).toBe((bar[index]?.x ?? 0) + (bar[index]?.width ?? 0)));
      }),
    );
  });

  it('leave out what most people never meet, while it is nought', () => {
    const nothing = {
      id: 'period',
      contributionPaidPence: 0,
      startsOn: '2027-01-04',
      endsOn: '2027-01-31',
      ringFencedPence: 0,
    };
    const sums = {allocatedPence: 100, contributionPence: 0, heldPence: 0, committedPence: 0, spentPence: 0};
    const labels = figuresOf({...nothing, ...sums, availablePence: 100}).map((figure) => figure.label);
    expect(labels).toEqual(['Left', 'From the council', 'Set aside', 'Promised', 'Spent']);
  });
});
