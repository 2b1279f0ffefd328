import type {Day} from '@app/kernel';
import {ChoiceInput, DayInput, ListInput, PercentInput, TextInput, TimeInput} from '../../forms/inputs.js';

/** Two letters as RFC 5545 writes them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** One visit or a weekly pattern, and who pays. */
export class BookForm {
  @DayInput('Date')
  date: Day;

  @TimeInput('Start time')
  starts: string;

  @TimeInput('End time')
  ends: string;

  @ChoiceInput('Number of visits', ['once', 'weekly'])
  repeat: 'once' | 'weekly';

  @ListInput('Days of the week', WEEKDAYS)
  days: Weekday[];

  @DayInput('Last day', {optional: true})
  until: Day | null;

  /** The budget line that pays, or the first of two. */
  @TextInput('Budget line', {optional: true})
  line: string | null;

  @ChoiceInput('Number of lines that pay', ['one', 'two'], {optional: true})
  sharing: 'one' | 'two' | null;

  @TextInput('Second budget line', {optional: true})
  second: string | null;

  /** What the second line pays, in basis points. */
  @PercentInput('Share of the second line', {optional: true})
  share: number | null;

  /** Made when the form was first shown, so that what is sent twice is booked once. */
  @TextInput('Key', {optional: true})
  key: string | null;
}
