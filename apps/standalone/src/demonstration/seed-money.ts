import {randomUUID} from 'node:crypto';
import {
  ChangeLine,
  DirectPaymentAgreements,
  OpenLineFor,
  PrepareAllocations,
  ReadBudgets,
  RecordPurchase,
  SetFigure,
} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

/** An early and a final figure, things bought without a booking, a stay in hospital, a sum given once, and a file that waits. */
export async function seedMoney({app, clock, now, councilId, people}: History): Promise<void> {
  clock.set(now);
  const today = londonDay(now);
  const principal = (key: string) => somebody(councilId, people.get(key) ?? '');
  const [finance, holder, holder2] = [principal('finance'), principal('holder'), principal('holder2')];
  const [own] = await app.get(ReadBudgets).lines(holder);
  if (!own) throw new Error('the demonstration has no budget');
  const figure = (
    kind: 'indicative' | 'final',
    weeklyPence: number,
    daysAgo: number,
    reasons: string,
    changed: string | null,
  ) =>
    app
      .get(SetFigure)
      .run(finance, own.budgetId, {kind, weeklyPence, datedOn: addDays(today, -daysAgo), reasons, changed});
  await figure('indicative', 34_000, 110, 'The points for help at home, washing and going out.', null);
  await figure(
    'final',
    38_450,
    88,
    'What the support plan costs: six visits a week and a day out.',
    'One evening visit more, because getting to bed alone is not safe. Your own part is £24.50 of it.',
  );
  const buy = (who: typeof holder, lineId: string, daysAgo: number, what: string, pence: number) =>
    app.get(RecordPurchase).run(who, {
      ...{lineId, what, pence, ownPence: 0, paidWith: 'cash' as const},
      ...{boughtOn: addDays(today, -daysAgo), formKey: randomUUID()},
    });
  await buy(holder, own.id, 3, 'Bus and coffee at the museum morning', 840);
  await buy(holder, own.id, 1, 'Gardening by Sam next door', 1_500);
  const agreements = app.get(DirectPaymentAgreements);
  await agreements.sign(holder, (await agreements.own(holder)).text.id);
  const lines = await app.get(ReadBudgets).lines(holder2);
  const outings = lines.find((each) => each.deployment === 'direct_payment');
  const managed = lines.find((each) => each.deployment === 'managed');
  if (outings) await buy(holder2, outings.id, 2, 'Three nights by the sea with friends', 24_000);
  if (managed) {
    await app.get(ChangeLine).run(finance, managed.id, {
      ...{kind: 'suspension' as const, reason: 'In hospital; half goes on so that the same carers come back.'},
      ...{fromDay: addDays(today, -40), toDay: addDays(today, -31), keptBp: 5_000},
    });
  }
  await app.get(OpenLineFor).run(finance, people.get('holder2') ?? '', {
    ...{
      deployment: 'direct_payment' as const,
      paidTo: 'card' as const,
      purpose: 'A washing machine',
      cycle: 'once' as const,
    },
    ...{cycleAnchor: today, startsOn: today, endsOn: addDays(today, 90), weeklyPence: 0, contributionWeeklyPence: 0},
    oneOffPence: 38_900,
  });
  await app.get(PrepareAllocations).run(finance, {content: fileOf(today), dates: 'iso', dryRun: false});
}

function fileOf(today: string): string {
  return [
    'Person reference,Name,Budget agreement ID,Start,End,Gross weekly,Client contribution,Frequency,Payment day,Review date,Restrictions',
    `NCC-20417,Doreen Marsh,AG-7731,${today},,265.00,31.20,four-weekly,Monday,${addDays(today, 180)},`,
    `NCC-20533,Arthur Pell,AG-7732,${today},,118.50,0,weekly,Friday,${addDays(today, 180)},`,
    `NCC-20561,Jean Oldham,AG-7733,${today},,90.00,112.40,four-weekly,Monday,,`,
  ].join('\n');
}
