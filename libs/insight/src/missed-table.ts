import type {MissedCount} from '@app/search';
import {countedRows} from './cells.js';
import type {FigureTable} from './figures.js';
import {SMALLEST_SHOWN} from './suppress.js';
import {plainly} from './words.js';

const TIMES: Record<MissedCount['timeBand'], string> = {
  '': '',
  weekday: 'on weekdays',
  evening: 'in the evening',
  weekend: 'at weekends',
  night: 'at night',
};

/**
 * What people looked for and did not find. What was missed less often than is shown is one row together: rows of their
 * own would say where somebody is who needs something unusual.
 */
export function missedTable(found: readonly MissedCount[]): FigureTable {
  const often = found.filter(({count}) => count >= SMALLEST_SHOWN);
  const seldom = found.filter(({count}) => count < SMALLEST_SHOWN).reduce((sum, {count}) => sum + count, 0);
  return {
    code: 'missed_searches',
    title: 'Searches that found nobody',
    note: 'Each person counts once a day for the same thing. Nothing is kept of who asked, or of their words.',
    head: ['Where and what', 'Searches'],
    rows: countedRows([
      ...often.map((each): [string, number] => [labelOf(each), each.count]),
      ['Each looked for less often', seldom],
    ]),
    chart: null,
  };
}

function labelOf({outcode, service, need, timeBand}: MissedCount): string {
  const what = [service || 'Any help', need && `experience with ${plainly(need).toLowerCase()}`, TIMES[timeBand]];
  return `${outcode || 'Anywhere'}: ${what.filter(Boolean).join(', ')}`;
}
