import {SHIFTS, type Shift} from '@app/bookings';
import type {Day} from '@app/kernel';
import {ChoiceInput, DayInput, ListInput, PercentInput, TextInput, TimeInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {DaysInput} from './days-input.js';

/** Two letters as RFC 5545 writes them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** One visit or a weekly pattern, and who pays. */
export class BookForm {
  @ChoiceInput('How often', ['once', 'weekly', 'fortnightly'])
  repeat: 'once' | 'weekly' | 'fortnightly';

  @ListInput('Days of the week', WEEKDAYS)
  days: Weekday[];

  /** The day of the visit; of a pattern, that from which it starts. */
  @DayInput('Date')
  date: Day;

  @DayInput('Last day', {optional: true})
  until: Day | null;

  /** How many visits, where the pattern ends so instead of on a day. */
  @NumberInput('Number of visits', {optional: true, least: 1, most: 750})
  count?: number | null;

  @ChoiceInput('Whether they come on bank holidays', ['keep', 'skip'], {optional: true})
  bank?: 'keep' | 'skip' | null;

  /** Days of the pattern on which nobody is to come. */
  @DaysInput()
  except?: Day[];

  @TimeInput('Start time')
  starts: string;

  @TimeInput('End time', {ends: true})
  ends: string;

  /** By the hour, unless it is a night or a day that is lived in. */
  @ChoiceInput('Kind of visit', SHIFTS, {optional: true})
  shift: Shift | null;

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

  /** And a third, where there are so many. */
  @TextInput('Third budget line', {optional: true})
  third?: string | null;

  @PercentInput('Share of the third line', {optional: true})
  third_share?: number | null;

  /** What the page said that it costs, when it was looked at. */
  @TextInput('Price', {optional: true, max: 12})
  seen?: string | null;

  /** Made when the form was first shown, so that what is sent twice is booked once. */
  @TextInput('Key', {optional: true})
  key: string | null;
}
