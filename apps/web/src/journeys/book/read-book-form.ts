import type {FieldError} from '@app/kernel';
import {readForm, type FormReading} from '../../forms/read-form.js';
import {BookForm} from './book.form.js';
import {contradictions, SHARE_BOXES} from './book-request.js';

/** Reads the form; what was left behind in boxes that the other answers make void is no error. */
export function readBookForm(body: unknown, lineIds: readonly string[]): FormReading<BookForm> {
  const {form, errors, values} = readForm(BookForm, body);
  const real = errors.filter((error) => !isVoid(error, form));
  return {form, values, errors: real.length ? real : contradictions(settled(form), lineIds)};
}

const PATTERN = ['days', 'count', 'bank', 'except'];

function isVoid({field}: FieldError, {repeat, sharing}: BookForm): boolean {
  if (repeat === 'once' && (PATTERN.includes(field) || field.startsWith('until-'))) return true;
  return sharing !== 'two' && SHARE_BOXES.includes(field);
}

/** Without what could not be read in void boxes. */
function settled(form: BookForm): BookForm {
  if (form.repeat === 'once') Object.assign(form, {days: [], until: null, count: null, bank: null, except: []});
  if (form.sharing !== 'two') Object.assign(form, {second: null, share: null, third: null, third_share: null});
  return form;
}
