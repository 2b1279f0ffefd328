import type {FieldError} from '@app/kernel';
import {plainToInstance} from 'class-transformer';
import {validateSync, type ValidationError} from 'class-validator';
import {type TypedValues, UnreadInput} from './typed-input.js';

export interface FormReading<Form> {
  /** To be used only when there are no errors. */
  form: Form;
  errors: FieldError[];
  /** What was typed, for showing the form again. */
  values: TypedValues;
}

/** Everything a keyboard cannot make, but for line ends and tabs; the database would not take all of it. */
const UNPRINTABLE = /[^\P{Cc}\n\t]/u;

/**
 * Reads a sent form into its class: the properties with the decorators of inputs.ts or of class-validator, and no
 * others. Nothing that a browser can send makes it throw.
 */
export function readForm<Form extends object>(FormClass: new () => Form, body: unknown): FormReading<Form> {
  const values = typedValues(body);
  const form = plainToInstance(FormClass, values);
  const garbled = Object.keys(values).filter((field) =>
    [values[field] ?? ''].flat().some((text) => UNPRINTABLE.test(text)),
  );
  const errors = validateSync(form, {whitelist: true, stopAtFirstError: true})
    .map(toFieldError)
    .filter((error) => !garbled.includes(error.field));
  return {
    form,
    errors: [...garbled.map((field) => ({field, message: 'Take out the characters that cannot be seen'})), ...errors],
    values,
  };
}

function typedValues(body: unknown): TypedValues {
  const values: TypedValues = {};
  for (const [field, value] of Object.entries(body && typeof body === 'object' ? body : {})) {
    if (field === '_csrf' || field === '__proto__') continue;
    if (typeof value === 'string') values[field] = tidy(value);
    else if (Array.isArray(value)) values[field] = value.filter((each) => typeof each === 'string').map(tidy);
  }
  return values;
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

function toFieldError(error: ValidationError): FieldError {
  const value: unknown = error.value;
  if (value instanceof UnreadInput) return {field: value.field, message: value.message};
  return {field: error.property, message: Object.values(error.constraints ?? {})[0] ?? 'Check this answer'};
}
