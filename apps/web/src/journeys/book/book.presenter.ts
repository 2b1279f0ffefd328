import type {LineView} from '@app/allocations';
import {isDay} from '@app/kernel';
import type {TypedValues} from '../../forms/typed-input.js';
import {DEPLOYMENT_WORDS} from '../../words/budget-words.js';
import {WEEKDAYS} from './book.form.js';
import {formatDay, formatPounds} from '../../words/figures.js';
import {t, words} from '../../words/t.js';

/** A budget line to choose, as radio buttons take it. */
export interface LineChoice {
  value: string;
  text: string;
  hint: {text: string};
}

const DAY_NAMES = words(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);

export const WEEKDAY_CHOICES = words(WEEKDAYS.map((value, index) => ({value, text: DAY_NAMES[index] ?? value})));

export function lineChoices(lines: readonly LineView[]): LineChoice[] {
  return lines.map((line) => ({value: line.id, text: line.purpose, hint: {text: left(line)}}));
}

function left({deployment, period}: LineView): string {
  const {name} = DEPLOYMENT_WORDS[deployment];
  if (!period) return t('{{name}}. No money is set yet.', {name});
  return t('{{name}}. {{left}} left until {{day}}.', {
    name,
    left: formatPounds(period.availablePence),
    day: formatDay(period.endsOn, {}),
  });
}

/** What the form starts with: the day that was chosen on the listing, and a key of its own. */
export function firstValues(key: string, lineIds: readonly string[], wanted: unknown): TypedValues {
  const [year = '', month = '', date = ''] = isDay(wanted) ? wanted.split('-') : [];
  return {
    key,
    sharing: 'one',
    ...(lineIds.length === 1 && {line: lineIds[0] ?? ''}),
    ...(date && {'date-day': String(Number(date)), 'date-month': String(Number(month)), 'date-year': year}),
  };
}
