import {describe, expect, it} from '@jest/globals';
import {IsOptional, Matches} from 'class-validator';
import fc from 'fast-check';
import {ChoiceInput, DayInput, ListInput, PoundsInput, TextInput, TimeInput} from './inputs.js';
import {readForm} from './read-form.js';

class AgreementForm {
  @TextInput('Name of the person', {max: 20})
  name: string;

  @DayInput('Start date')
  starts: string;

  @DayInput('End date', {optional: true})
  ends: string | null;

  @TimeInput('Start time')
  from: string;

  @PoundsInput('Hourly rate')
  rate: number;

  @ChoiceInput('Status', ['employed', 'self_employed'])
  status: string;

  @ListInput('Days', ['mo', 'tu', 'we'])
  days: string[];

  @IsOptional()
  @Matches(/^[A-Z]\d+$/, {message: 'Reference must be a letter and digits'})
  reference?: string;
}

const good = {
  _csrf: 'token',
  name: '  Ada Okafor ',
  'starts-day': '3',
  'starts-month': 'march',
  'starts-year': '2027',
  'ends-day': '',
  'ends-month': '',
  'ends-year': '',
  from: '2.30pm',
  rate: '£14.50',
  status: 'employed',
  days: ['mo', 'we', 'mo'],
  reference: 'A1',
};

describe('readForm', () => {
  it('reads what was typed into the properties of the form', () => {
    const {form, errors, values} = readForm(AgreementForm, good);
    expect(errors).toEqual([]);
    expect({...form}).toEqual({
      name: 'Ada Okafor',
      starts: '2027-03-03',
      ends: null,
      from: '14:30',
      rate: 1450,
      status: 'employed',
      days: ['mo', 'we'],
      reference: 'A1',
    });
    expect(form).toBeInstanceOf(AgreementForm);
    expect(values).toMatchObject({from: '2.30pm', 'starts-month': 'march'});
    expect(values).not.toHaveProperty('_csrf');
  });

  it('names the box and the reason for each that it could not read, in the order of the form', () => {
    const {errors, values} = readForm(AgreementForm, {
      ...good,
      name: '',
      'starts-month': '',
      'ends-day': '31',
      'ends-month': '2',
      'ends-year': '2027',
      from: '2',
      rate: 'lots',
      status: 'volunteer',
      days: 'su',
      reference: '1',
    });
    expect(errors).toEqual([
      {field: 'name', message: 'Enter the name of the person'},
      {field: 'starts-month', message: 'Start date must include a month'},
      {field: 'ends-day', message: 'End date must be a real date'},
      {field: 'from', message: 'Start time must say am or pm, like 2am or 2pm'},
      {field: 'rate', message: 'Hourly rate must be an amount in pounds, like 14.50'},
      {field: 'status', message: 'Choose the status'},
      {field: 'days', message: 'Choose the days from the list'},
      {field: 'reference', message: 'Reference must be a letter and digits'},
    ]);
    expect(values).toMatchObject({rate: 'lots', from: '2'});
  });

  it('asks for everything that is not there', () => {
    const {errors} = readForm(AgreementForm, {});
    expect(errors.map((error) => error.field)).toEqual(['name', 'starts-day', 'from', 'rate', 'status']);
  });

  it('leaves out what the form does not have', () => {
    const {form} = readForm(AgreementForm, {...good, admin: 'true', constructor: 'x'});
    expect(form).not.toHaveProperty('admin');
    expect(Object.hasOwn(form, 'constructor')).toBe(false);
  });

  it('refuses characters that cannot be seen, and keeps line ends', () => {
    expect(readForm(AgreementForm, {...good, name: 'Ada\u0000'}).errors).toEqual([
      {field: 'name', message: 'Take out the characters that cannot be seen'},
    ]);
    expect(readForm(AgreementForm, {...good, name: 'Ada\r\nB'}).form.name).toBe('Ada\nB');
  });

  it('takes the last of several where one was asked for', () => {
    const {form, errors} = readForm(AgreementForm, {...good, name: ['first', 'last'], reference: ['A1']});
    expect(form.name).toBe('last');
    expect(errors.map((error) => error.field)).toEqual(['reference']);
  });

  it('never throws, whatever a browser sends', () => {
    const field = fc.constantFrom(...Object.keys(good), '__proto__', 'toString', 'x');
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.anything());
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(field, value), fc.anything()), (body) => {
        const {errors} = readForm(AgreementForm, body);
        for (const error of errors) expect(error.message).not.toBe('');
      }),
      {numRuns: 500},
    );
  });
});
