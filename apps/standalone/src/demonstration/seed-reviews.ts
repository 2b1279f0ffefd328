import {RateBudget, ReadBudgets, RecordFundUse, RecordReview, SendFundStatement, SetFundTerm} from '@app/allocations';
import {addDays, addMonths, londonDay} from '@app/kernel';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

/** A review that was held, a budget that is looked at more often for a while, and a month of a fund with hours banked. */
export async function seedReviews({app, clock, now, councilId, people}: History): Promise<void> {
  clock.set(now);
  const today = londonDay(now);
  const principal = (key: string) => somebody(councilId, people.get(key) ?? '');
  const finance = principal('finance');
  const budgets = app.get(ReadBudgets);
  const [own] = await budgets.lines(principal('holder'));
  const [second] = await budgets.lines(principal('holder2'));
  const [fund] = await budgets.lines(principal('Irene Castle'));
  if (!own || !second || !fund) throw new Error('the demonstration has no budgets');
  await app.get(RecordReview).run(finance, own.budgetId, {
    ...{
      kind: 'full',
      heldOn: addDays(today, -21),
      how: 'visit',
      tookPart: 'Margaret, Helen and Laura from the council',
    },
    ownWords: 'I get out twice a week now. I would like somebody who can drive, for the garden centre.',
    summary: 'The mornings work well. Helen looks for a driver for Thursdays. The amount is right.',
    outcomes: [
      {
        text: 'To get out of the house twice a week and meet people.',
        met: 'fully',
        words: 'The library and the market.',
      },
      {text: 'To go on cooking my own dinner.', met: 'partly', words: 'With somebody beside me, yes.'},
    ],
    ...{planId: null, change: null, nextDueOn: null},
  });
  await app.get(RateBudget).run(finance, second.budgetId, {
    ...{rating: 'amber', reviewBy: addMonths(today, 3)},
    reason: 'Paying people is new to Daniel, so we look in more often at first, to help early.',
  });
  const month = `${addMonths(today, -1).slice(0, 7)}-01`;
  await app.get(SetFundTerm).run(finance, fund.id, {
    ...{fromMonth: month, hourPence: 2_200, managementPence: 3_500, source: 'Agreement ISF-0042, schedule 2'},
  });
  const isf = principal('isf');
  for (const [day, what, minutes] of [
    [2, 'To the tea dance, with Joy', 180],
    [9, 'Swimming, with Joy', 150],
    [16, 'To the tea dance, with Joy', 180],
  ] as const) {
    await app.get(RecordFundUse).run(isf, fund.id, {onDay: addDays(month, day), what, minutes});
  }
  await app.get(SendFundStatement).run(isf, fund.id, month, 0);
}
