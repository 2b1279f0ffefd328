import {SHARE_CODES, type ShareCode} from '@app/allocations';
import {barChart, type Figures} from '@app/insight';
import nunjucks from 'nunjucks';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {words} from '../../words/t.js';

/** Where the days of a period are asked for. */
export const DAY_BOXES = {from: 'from-day', to: 'to-day'};

export class FiguresForm {
  @DayInput('First day', {optional: true})
  from: string | null;

  @DayInput('Last day', {optional: true})
  to: string | null;
}

const SHARE_WORDS: Record<ShareCode, string> = words({
  adults_budget: 'Adults with a budget',
  adults_direct: 'Adults with a direct payment',
  carers_budget: 'Carers with a budget of their own',
  carers_direct: 'Carers with a direct payment',
});

export class TargetForm {
  @ChoiceInput('Which share', SHARE_CODES) code: ShareCode;
  @NumberInput('Target in percent', {most: 100, decimals: 2}) share: number;
  @DayInput('Target from', {}) starts: string;
  @TextInput('Source', {max: 500}) source: string;
}

export function figuresPage(figures: Figures) {
  return {
    ...figures,
    targets: SHARE_CODES.map((value) => ({value, text: SHARE_WORDS[value]})),
    csv: `/council/figures/csv?from=${figures.from}&to=${figures.to}`,
    tables: figures.tables.map((table) => {
      const chart = barChart(table, `chart-${table.code}`);
      // Drawn by us, with every word in it escaped.
      return {...table, chart: chart && new nunjucks.runtime.SafeString(chart)};
    }),
  };
}
