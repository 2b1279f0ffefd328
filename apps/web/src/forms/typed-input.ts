import {ENGLISH, reading} from '../words/language.js';
import {t} from '../words/t.js';
import {Expose, Transform} from 'class-transformer';
import {registerDecorator} from 'class-validator';

/** What a browser sent, by field: text, or several texts where a field may be ticked more than once. */
export type TypedValues = Record<string, string | string[]>;

/** Stands in a form's property for what could not be read, and says why. */
export class UnreadInput {
  constructor(
    /** The box to go to: `starts-month`. */
    readonly field: string,
    readonly message: string,
  ) {}
}

/**
 * A property that is read from what was typed into one or several boxes, or says why it cannot be.
 * @param name what kind it is, for whoever looks for all of a kind
 */
export function typedInput(
  read: (typed: TypedValues, field: string) => unknown,
  name = 'typedInput',
): PropertyDecorator {
  return (target, property) => {
    const field = String(property);
    Expose()(target, property);
    Transform(({obj}) => read(obj as TypedValues, field))(target, property);
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: field,
      validator: {validate: (value) => !(value instanceof UnreadInput)},
    });
  };
}

/** The text in one box; nothing typed is ''. */
export function textIn(typed: TypedValues, field: string): string {
  const value = typed[field];
  return (Array.isArray(value) ? value.at(-1) : value) ?? '';
}

const QUESTION = /^(?:what|which|whether|how|who|why|your)\b/;

/** `Start date` within a sentence: `the start date`; `Whether you drive` stays `whether you drive`. Other languages put it after a colon, as it is. */
export function within(label: string): string {
  if (reading().language !== ENGLISH) return t(label);
  const words = /^[A-Z]{2}/.test(label) ? label : `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  return QUESTION.test(words) ? words : `the ${words}`;
}
