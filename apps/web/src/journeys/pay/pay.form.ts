import {PAY_CYCLES, type PayCycle} from '@app/bookings';
import type {Day} from '@app/kernel';
import {ChoiceInput, DayInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

/** How an employed PA is paid. */
export class PayForm {
  @ChoiceInput('Whether the hours are the same each week', ['regular', 'irregular'])
  hours_kind: 'regular' | 'irregular';

  @NumberInput('Hours a week', {most: 168, decimals: 1, optional: true})
  weekly: number | null;

  @ChoiceInput('How often they are paid', PAY_CYCLES)
  cycle: PayCycle;

  @ChoiceInput('How holiday is paid', ['when_taken', 'rolled_up'])
  holiday: 'when_taken' | 'rolled_up';

  @DayInput('Date of birth', {optional: true})
  born: Day | null;

  @DayInput('First day')
  starts: Day;
}

/** Where the fields of the use case stand on the page. */
export const PAY_BOXES = {
  hours_kind: 'hours_kind',
  weekly_minutes: 'weekly',
  cycle: 'cycle',
  rolled_up: 'holiday',
  born_on: 'born-day',
  starts_on: 'starts-day',
  PAY_ARRANGED: 'starts-day',
};
