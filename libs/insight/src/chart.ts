import type {FigureTable} from './figures.js';

const WIDTH = 340;
const ROW = 44;
const BAR = 16;
const LABEL_SIZE = 13;
const COLOUR = '#0b5a5c';
const INK = '#0b0c0c';
/** Room for the number after the longest bar. */
const NUMBER_ROOM = 90;

/**
 * Bars for one column of a table, drawn on the server: the words and numbers are text, a bar has a shape and not only a
 * colour, and what is suppressed has no bar. The table beside it is the truth.
 * @param id unique on the page
 */
export function barChart({title, head, rows, chart}: FigureTable, id: string): string | null {
  if (chart === null) return null;
  const bars = rows.filter((each) => !each.total).map(({label, cells}) => ({label, ...cells[chart]}));
  const most = Math.max(0, ...bars.map((each) => each.value ?? 0));
  if (most === 0) return null;
  const described = bars.map(({label, text}) => `${label}: ${text ?? ''}`).join('; ');
  const drawn = bars.map(({label, value = null, text = ''}, index) => {
    const width = value === null ? 0 : Math.max(1, Math.round((value / most) * (WIDTH - NUMBER_ROOM)));
    const top = index * ROW;
    return [
      `<text x="0" y="${top + LABEL_SIZE}" font-size="${LABEL_SIZE}" fill="${INK}">${escape(label)}</text>`,
      width ? `<rect x="0" y="${top + LABEL_SIZE + 6}" width="${width}" height="${BAR}" fill="${COLOUR}"/>` : '',
      `<text x="${width ? width + 6 : 0}" y="${top + LABEL_SIZE + 6 + BAR - 3}" font-size="${LABEL_SIZE}" fill="${INK}">${escape(text)}</text>`,
    ].join('');
  });
  return `<svg class="app-chart" viewBox="0 0 ${WIDTH} ${bars.length * ROW}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="arial, sans-serif"><title id="${id}-title">${escape(`${title}: ${head[chart + 1] ?? ''}`)}</title><desc id="${id}-desc">${escape(described)}</desc>${drawn.join('')}</svg>`;
}

const ENTITIES: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (each) => ENTITIES[each] ?? each);
}
