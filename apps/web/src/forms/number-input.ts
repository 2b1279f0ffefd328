import {formatNumber, withPoint} from '../words/figures.js';
import {t} from '../words/t.js';
import {textIn, typedInput, UnreadInput, within} from './typed-input.js';

interface NumberOptions {
  optional?: boolean;
  least?: number;
  most: number;
  /** How many figures may follow the point. */
  decimals?: number;
}

/** A number in one box, like miles or kilometres. */
export function NumberInput(label: string, options: NumberOptions): PropertyDecorator {
  const {least = 0, most, decimals = 0} = options;
  const pattern = decimals ? new RegExp(`^\\d{1,9}(?:\\.\\d{1,${decimals}})?$`) : /^\d{1,9}$/;
  return typedInput((typed, field) => {
    const text = withPoint(textIn(typed, field)).replaceAll(',', '');
    if (text === '')
      return options.optional ? null : new UnreadInput(field, t('Enter {{label}}', {label: within(label)}));
    const number = Number(text);
    if (!pattern.test(text) || number < least || number > most) {
      const figures = {label: t(label), least: formatNumber(least), most: formatNumber(most)};
      const why =
        decimals === 1
          ? t('{{label}} must be a number from {{least}} to {{most}}, with one figure after the point at most', figures)
          : t('{{label}} must be a number from {{least}} to {{most}}', figures);
      return new UnreadInput(field, why);
    }
    return number;
  });
}
