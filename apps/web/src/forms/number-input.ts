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
    const text = textIn(typed, field).replaceAll(',', '');
    if (text === '') return options.optional ? null : new UnreadInput(field, `Enter ${within(label)}`);
    const number = Number(text);
    if (!pattern.test(text) || number < least || number > most) {
      const how = decimals === 1 ? ', with one figure after the point at most' : '';
      return new UnreadInput(field, `${label} must be a number from ${least} to ${most}${how}`);
    }
    return number;
  });
}
