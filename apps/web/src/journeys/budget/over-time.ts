import type {PeriodFigures} from '@app/allocations';
import {barChart, type FigureTable} from '@app/insight';
import type {Day} from '@app/kernel';
import {formatDay, formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** A year of four-week periods. */
const MOST = 13;

/** What was spent in each period up to now, drawn; the table of periods beside it says the same. */
export function overTime(periods: readonly PeriodFigures[], today: Day): string | null {
  const begun = periods.filter((each) => each.startsOn <= today).slice(-MOST);
  if (begun.length < 2) return null;
  const table: FigureTable = {
    code: 'over-time',
    title: t('What was spent in each period'),
    note: '',
    head: [t('Period'), t('Spent')],
    rows: begun.map(({startsOn, spentPence}) => ({
      label: t('From {{day}}', {day: formatDay(startsOn, {})}),
      cells: [{value: spentPence / 100, text: formatPounds(spentPence)}],
    })),
    chart: 0,
  };
  return barChart(table, 'over-time');
}
