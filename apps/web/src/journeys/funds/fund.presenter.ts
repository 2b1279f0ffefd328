import type {DraftStatement, FundUseView, StatementView} from '@app/allocations';
import type {Paper} from '@app/platform';
import {formatDay, formatPounds} from '../../words/figures.js';
import {t, words} from '../../words/t.js';

export const STATE_WORDS: Record<StatementView['state'], {name: string; tag: string}> = words({
  sent: {name: 'Waits for a yes', tag: 'yellow'},
  confirmed: {name: 'Confirmed', tag: 'green'},
  queried: {name: 'Queried', tag: 'red'},
});

const day = (value: string) => formatDay(value, {});
export const monthWords = (month: string) => formatDay(month, {day: undefined});

/** `12 hours 30 minutes`, `45 minutes`, `3 hours`. */
export function hoursWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return t('{{rest}} min', {rest});
  return rest === 0 ? t('{{hours}} h', {hours}) : t('{{hours}} h {{rest}} min', {hours, rest});
}

/** Where the hours came from, and where they went: both come to the same. */
export function hourSteps(sum: DraftStatement | StatementView): {label: string; value: string; main?: boolean}[] {
  const steps: [string, number, boolean?][] = [
    [t('Banked from the months before'), sum.beforeMinutes],
    [t('Bought by this month’s money'), sum.addedMinutes],
    [t('Come back from the pool'), sum.returnedMinutes],
    [t('Used'), sum.usedMinutes],
    [t('Put into the pool'), sum.pooledMinutes],
    [t('Lapsed'), sum.lapsedMinutes],
    [t('Banked for the next month'), sum.bankedMinutes, true],
  ];
  return steps
    .filter(([, minutes, main]) => minutes > 0 || main)
    .map(([label, minutes, main]) => ({label, value: hoursWords(minutes), ...(main && {main})}));
}

/** The money of a month: management stands apart from the hours. */
export function moneySteps(sum: DraftStatement | StatementView): {label: string; value: string}[] {
  return [
    {label: t('Money for this month'), value: formatPounds(sum.fundedPence)},
    {label: t('Managing the fund'), value: formatPounds(sum.managementPence)},
    {label: t('An hour costs'), value: formatPounds(sum.hourPence)},
    {label: t('Hours used and pooled'), value: formatPounds(sum.costPence - sum.managementPence)},
    {label: t('This month costs, with managing the fund'), value: formatPounds(sum.costPence)},
  ];
}

export function statementCard(statement: StatementView) {
  return {
    ...statement,
    monthWords: monthWords(statement.month),
    stateWords: STATE_WORDS[statement.state],
    banked: hoursWords(statement.bankedMinutes),
  };
}

/** The statement as its page and its PDF show it. */
export function statementPaper(statement: StatementView, council: string): Paper {
  const rows = (uses: readonly FundUseView[]) => uses.map((use) => [day(use.onDay), use.what, hoursWords(use.minutes)]);
  const table = (caption: string, uses: readonly FundUseView[]) => ({
    ...{kind: 'table' as const, caption, head: [t('When'), t('What'), t('How long')], rows: rows(uses)},
    widths: [2, 4, 1.5],
  });
  const {uses, poolUses, pool} = statement;
  return {
    title: t('Statement of {{month}}', {month: monthWords(statement.month)}),
    subtitle: t('{{purpose}}, {{name}}. Sent by {{sender}} on {{day}}', {
      ...{purpose: statement.purpose, name: statement.person, sender: statement.sentBy, day: day(statement.sentOn)},
    }),
    author: council,
    sections: [
      {
        heading: t('Hours'),
        blocks: [
          {kind: 'facts', facts: hourSteps(statement).map(({label, value}) => [label, value])},
          uses.length ? table(t('What the hours were used for'), uses) : {kind: 'text', text: t('No hours were used.')},
          ...(pool ? [{kind: 'text' as const, text: t('The pool is “{{pool}}”.', {pool})}] : []),
          ...(poolUses.length ? [table(t('What the pool was used for, together with others'), poolUses)] : []),
        ],
      },
      {
        heading: t('Money'),
        blocks: [{kind: 'facts', facts: moneySteps(statement).map(({label, value}) => [label, value])}],
      },
    ],
  };
}

/** The same for a spreadsheet. */
export function statementRows(statement: StatementView): (string | number)[][] {
  const pounds = (pence: number) => (pence / 100).toFixed(2);
  return [
    [t('When'), t('What'), t('Minutes'), t('Amount')],
    ...statement.uses.map((use) => [use.onDay, use.what, use.minutes, '']),
    ['', t('Banked from the months before'), statement.beforeMinutes, ''],
    ['', t('Bought by this month’s money'), statement.addedMinutes, pounds(statement.fundedPence)],
    ['', t('Come back from the pool'), statement.returnedMinutes, ''],
    ['', t('Used'), statement.usedMinutes, ''],
    ['', t('Put into the pool'), statement.pooledMinutes, ''],
    ['', t('Lapsed'), statement.lapsedMinutes, ''],
    ['', t('Banked for the next month'), statement.bankedMinutes, ''],
    ['', t('Managing the fund'), '', pounds(statement.managementPence)],
    ['', t('This month costs, with managing the fund'), '', pounds(statement.costPence)],
  ];
}
