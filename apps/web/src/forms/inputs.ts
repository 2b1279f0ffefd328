import {DomainError, parsePounds} from '@app/kernel';
import {parseDay} from './parse-day.js';
import {parseTime} from './parse-time.js';
import {textIn, typedInput, UnreadInput, within} from './typed-input.js';
import {formatPounds, withPoint} from '../words/figures.js';
import {t, words} from '../words/t.js';

const DAY_PARTS = words({
  day: '{{label}} must include a day',
  month: '{{label}} must include a month',
  year: '{{label}} must include a year',
});

interface InputOptions {
  /** May be left empty; the property is then null. */
  optional?: boolean;
}

/**
 * One line or several of text, without the spaces around it.
 * @param label what the field is called on the page: `Your name`
 */
export function TextInput(label: string, options: InputOptions & {max?: number} = {}): PropertyDecorator {
  const max = options.max ?? 200;
  return typedInput((typed, field) => {
    const text = textIn(typed, field);
    if (text === '') return options.optional ? null : new UnreadInput(field, enter(label));
    if (text.length > max)
      return new UnreadInput(field, t('{{label}} must be {{max}} characters or fewer', {label: t(label), max}));
    return text;
  });
}

/** A day in three boxes, `starts-day`, `starts-month` and `starts-year`; the property is `2026-03-03`. */
export function DayInput(label: string, options: InputOptions = {}): PropertyDecorator {
  return typedInput((typed, field) => {
    const box = (part: string) => textIn(typed, `${field}-${part}`);
    const reading = parseDay({day: box('day'), month: box('month'), year: box('year')});
    if ('day' in reading) return reading.day;
    if (reading.problem === 'empty') {
      return options.optional ? null : new UnreadInput(`${field}-day`, enter(label));
    }
    const why =
      reading.problem === 'missing'
        ? t(DAY_PARTS[reading.part], {label: t(label)})
        : t('{{label}} must be a real date', {label: t(label)});
    return new UnreadInput(`${field}-${reading.part}`, why);
  });
}

/** How some write the midnight at which something ends. */
const END_OF_DAY = /^\s*24(?:[:.]?00)?\s*$/;

/** A time of day in one box; the property is `14:30`. Of an end 24:00 is midnight too. */
export function TimeInput(label: string, options: InputOptions & {ends?: boolean} = {}): PropertyDecorator {
  return typedInput((typed, field) => {
    const text = textIn(typed, field);
    if (text === '') return options.optional ? null : new UnreadInput(field, enter(label));
    if (options.ends && END_OF_DAY.test(text)) return '00:00';
    const reading = parseTime(text);
    if ('time' in reading) return reading.time;
    const why =
      reading.problem === 'ambiguous'
        ? t('{{label}} must say am or pm, like {{text}}am or {{text}}pm', {label: t(label), text})
        : t('{{label}} must be a time, like 9:30am', {label: t(label)});
    return new UnreadInput(field, why);
  });
}

/** A sum in pounds; the property, and what it may at least and at most be, is whole pence. */
export function PoundsInput(
  called: string | (() => string),
  options: InputOptions & {least?: number; most?: number} = {},
): PropertyDecorator {
  const {least = 0, most = Number.MAX_SAFE_INTEGER} = options;
  return typedInput((typed, field) => {
    const label = typeof called === 'string' ? called : called();
    const text = textIn(typed, field);
    if (text === '') return options.optional ? null : new UnreadInput(field, enter(label));
    try {
      const pence = parsePounds(withPoint(text), field);
      if (pence >= least && pence <= most) return pence;
      const figures = {label: t(label), least: formatPounds(least), most: formatPounds(most)};
      return new UnreadInput(field, t('{{label}} must be from {{least}} to {{most}}', figures));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return new UnreadInput(field, t('{{label}} must be an amount in pounds, like 14.50', {label: t(label)}));
    }
  }, 'pounds');
}

/** A share in percent, above 0 and below 100, to a hundredth; the property is basis points. */
export function PercentInput(label: string, options: InputOptions = {}): PropertyDecorator {
  return typedInput((typed, field) => {
    const text = textIn(typed, field);
    if (text === '' && options.optional) return null;
    const match = /^(\d{1,2})(?:\.(\d{1,2}))?\s*%?$/.exec(withPoint(text));
    const points = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : 0;
    if (points > 0) return points;
    const why = t('{{label}} must be more than 0% and less than 100%, like 25', {label: t(label)});
    return new UnreadInput(field, why);
  });
}

/** One of several radio buttons or options; anything that was not offered is refused. */
export function ChoiceInput(label: string, choices: readonly string[], options: InputOptions = {}): PropertyDecorator {
  return typedInput((typed, field) => {
    const value = textIn(typed, field);
    if (value === '' && options.optional) return null;
    return choices.includes(value) ? value : new UnreadInput(field, t('Choose {{label}}', {label: within(label)}));
  });
}

/** Checkboxes: the property is the list of what was ticked. */
export function ListInput(label: string, choices?: readonly string[]): PropertyDecorator {
  return typedInput((typed, field) => {
    const list = [typed[field] ?? []].flat().filter((value) => value !== '');
    if (choices && list.some((value) => !choices.includes(value))) {
      return new UnreadInput(field, t('Choose {{label}} from the list', {label: within(label)}));
    }
    return [...new Set(list)];
  });
}

function enter(label: string): string {
  return t('Enter {{label}}', {label: within(label)});
}
