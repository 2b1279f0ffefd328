import {ABSENCE_RULES, SHARE_WAYS, type AbsenceRule, type ShareBy} from '@app/bookings';
import type {Day} from '@app/kernel';
import {ChoiceInput, DayInput, PercentInput, TextInput, TimeInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

/** By how much somebody shares, and from which line. */
class PlaceForm {
  @TextInput('Budget line', {max: 36})
  line: string;

  @PercentInput('Your share', {optional: true})
  share: number | null;

  @NumberInput('Your minutes', {least: 1, most: 1_440, optional: true})
  minutes: number | null;
}

/** Support that several people are to share. */
export class StartSharedForm extends PlaceForm {
  @TextInput('What it is', {max: 100})
  title: string;

  @DayInput('Date')
  date: Day;

  @TimeInput('Start time')
  starts: string;

  @TimeInput('End time')
  ends: string;

  @ChoiceInput('How it is shared', SHARE_WAYS)
  share_by: ShareBy;

  @ChoiceInput('What holds when somebody does not come', ABSENCE_RULES)
  absence: AbsenceRule;
}

export class CodeForm {
  @TextInput('Code', {max: 40})
  code: string;
}

export class JoinForm extends PlaceForm {
  @TextInput('Code', {max: 40})
  code: string;
}

/** As the use case takes it: basis points, or minutes; where all share alike it says nothing. */
export function weightIn(shareBy: ShareBy, {share, minutes}: Pick<PlaceForm, 'share' | 'minutes'>): number {
  return (shareBy === 'minutes' ? minutes : share) ?? 0;
}
