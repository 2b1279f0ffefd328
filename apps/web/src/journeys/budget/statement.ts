import type {EntryView, LineDetail, OwnPart, PeriodFigures, PurchaseView} from '@app/allocations';
import type {MoneyCause} from '@app/bookings';
import {londonDay, type Pence} from '@app/kernel';
import type {Paper, PaperBlock, PaperSection} from '@app/platform';
import {formatDay, formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';
import {figuresOf, sumOf} from './figures.js';
import {movements} from './movements.js';

export interface StatementLine {
  /** With the entries of everything that touched what was spent in its period, however much that is. */
  detail: LineDetail;
  /** The bookings, visits and purchases behind them. */
  causes: readonly MoneyCause[];
  purchases: readonly PurchaseView[];
  /** What is left of the person's own part; null where they pay nothing in. */
  own: OwnPart | null;
}

/** A year of four-week periods. */
const MOST_PERIODS = 13;

interface Spent {
  day: string;
  what: string;
  pence: Pence;
}

const day = (value: string) => formatDay(value, {});

/** One page in plain words: what there was, what became of it, and what it was spent on, line by line. */
export function statementPaper(
  who: {holder: string; council: string; today: string},
  lines: readonly StatementLine[],
): Paper {
  return {
    title: t('Your budget statement'),
    subtitle: t('{{name}}, made on {{day}}', {name: who.holder, day: day(who.today)}),
    author: who.council,
    sections: lines.map((line) => section(line, who.today)),
  };
}

function section(statement: StatementLine, today: string): PaperSection {
  const {detail, own} = statement;
  const {line, period} = detail;
  if (!period) return {heading: line.purpose, blocks: [{kind: 'text', text: t('No money is set for this yet.')}]};
  const spent = spentIn(statement);
  const {givenPence} = sumOf(period);
  return {
    heading: line.purpose,
    blocks: [
      {
        kind: 'text',
        text: t('From {{from}} to {{to}} you had {{given}}. {{left}} of it is left.', {
          ...{from: day(period.startsOn), to: day(period.endsOn)},
          ...{given: formatPounds(givenPence), left: formatPounds(period.availablePence)},
        }),
      },
      {
        kind: 'facts',
        facts: figuresOf(period).map(({label, pence, hint}) => [`${label} (${hint})`, formatPounds(pence)]),
      },
      ...ownPart(own),
      ...(spent.length
        ? [
            {
              kind: 'table' as const,
              caption: t('What it was spent on'),
              head: [t('When'), t('What'), t('How much')],
              rows: spent.map((each) => [day(each.day), each.what, formatPounds(each.pence)]),
              widths: [2, 4, 1.5],
            },
          ]
        : [{kind: 'text' as const, text: t('Nothing was spent in this time.')}]),
      ...overTime(detail.periods, today),
    ],
  };
}

function ownPart(own: OwnPart | null): PaperBlock[] {
  if (!own) return [];
  const sums = {left: formatPounds(own.leftPence), own: formatPounds(own.ownLeftPence)};
  const text = own.contributionFirst
    ? t(
        'Of the {{left}} that is left of all periods, {{own}} is what you put in yourself. It is used before the council’s part, and never taken back.',
        sums,
      )
    : t(
        'Of the {{left}} that is left of all periods, {{own}} is what you put in yourself. It is never taken back.',
        sums,
      );
  return [{kind: 'text', text}];
}

/** What was spent in each period up to now, as a table that is drawn as well. */
function overTime(periods: readonly PeriodFigures[], today: string): PaperBlock[] {
  const begun = periods.filter((each) => each.startsOn <= today).slice(-MOST_PERIODS);
  const most = Math.max(...begun.map((each) => each.spentPence));
  if (begun.length < 2 || most <= 0) return [];
  return [
    {
      kind: 'bars',
      caption: t('What was spent in each period'),
      head: [t('Period'), t('Left'), t('Spent')],
      rows: begun.map(({startsOn, spentPence, availablePence}) => ({
        cells: [t('From {{day}}', {day: day(startsOn)}), formatPounds(availablePence), formatPounds(spentPence)],
        share: spentPence / most,
      })),
      widths: [2, 1, 1],
    },
  ];
}

/**
 * What the spending of a period went to, the oldest first: what the ledger says of each thing, so that together it is
 * what was spent. What came back again is left out.
 */
export function spentIn({detail, causes, purchases}: StatementLine): Spent[] {
  const things = new Map<string, EntryView[]>();
  for (const entry of detail.entries) things.set(entry.causeId, [...(things.get(entry.causeId) ?? []), entry]);
  const bought = new Map(purchases.map((each) => [each.id, each]));
  return [...things]
    .flatMap(([causeId, entries]): Spent[] => {
      const pence = entries.reduce((sum, each) => sum + (each.account === 'spent' ? each.amountPence : 0), 0);
      if (pence === 0) return [];
      const purchase = bought.get(causeId);
      if (purchase) return [{day: purchase.boughtOn, what: purchase.what, pence}];
      const spends = entries.filter((each) => each.kind === 'spend');
      const first = movements(spends.length ? spends : entries, causes).at(-1);
      return first ? [{day: londonDay(first.at), what: first.about ?? first.what, pence}] : [];
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The same for a spreadsheet: a row for everything that was spent, and one for what is left of each line. */
export function statementRows(lines: readonly StatementLine[]): (string | number)[][] {
  const pounds = (pence: Pence) => (pence / 100).toFixed(2);
  return [
    [t('Budget'), t('From'), t('To'), t('When'), t('What'), t('Amount')],
    ...lines.flatMap((statement) => {
      const {own} = statement;
      const {line, period} = statement.detail;
      if (!period) return [];
      const about = [line.purpose, period.startsOn, period.endsOn];
      const {givenPence} = sumOf(period);
      return [
        [...about, '', t('Given'), pounds(givenPence)],
        ...spentIn(statement).map((each) => [...about, each.day, each.what, pounds(each.pence)]),
        [...about, '', t('Left'), pounds(period.availablePence)],
        ...(own ? [[...about, '', t('What you put in yourself, left of all periods'), pounds(own.ownLeftPence)]] : []),
      ];
    }),
  ];
}
