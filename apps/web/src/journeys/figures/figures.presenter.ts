import {barChart, type Figures} from '@app/insight';
import nunjucks from 'nunjucks';
import {DayInput} from '../../forms/inputs.js';

export class FiguresForm {
  @DayInput('First day', {optional: true})
  from: string | null;

  @DayInput('Last day', {optional: true})
  to: string | null;
}

export function figuresPage(figures: Figures) {
  return {
    ...figures,
    csv: `/council/figures/csv?from=${figures.from}&to=${figures.to}`,
    tables: figures.tables.map((table) => {
      const chart = barChart(table, `chart-${table.code}`);
      // Drawn by us, with every word in it escaped.
      return {...table, chart: chart && new nunjucks.runtime.SafeString(chart)};
    }),
  };
}
