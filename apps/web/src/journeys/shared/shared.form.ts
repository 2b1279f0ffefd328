import {ABSENCE_RULES, SHARE_WAYS, type AbsenceRule, type ShareBy} from '@app/bookings';
import type {Day, FieldError} from '@app/kernel';
import {ChoiceInput, DayInput, ListInput, PercentInput, TextInput, TimeInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {WEEKDAYS, type BookForm, type Weekday} from '../book/book.form.js';
import {bookingRequest, contradictions} from '../book/book-request.js';

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

  @ChoiceInput('How often', ['once', 'weekly', 'fortnightly'], {optional: true})
  repeat: 'once' | 'weekly' | 'fortnightly' | null;

  @ListInput('Days of the week', WEEKDAYS)
  days: Weekday[];

  @DayInput('Date')
  date: Day;

  @DayInput('Last day', {optional: true})
  until: Day | null;

  @TimeInput('Start time')
  starts: string;

  @TimeInput('End time', {ends: true})
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

/** Which of the answers contradict each other. Asked only of a form that could be read. */
export function timesErrors(form: StartSharedForm): FieldError[] {
  return contradictions(asBooked(form), [form.line]);
}

export function sharedTimes(listingId: string, form: StartSharedForm) {
  const {startsAt, endsAt, rrule} = bookingRequest(listingId, asBooked(form));
  return {startsAt, endsAt, rrule};
}

function asBooked({date, days, until, starts, ends, line, repeat}: StartSharedForm): BookForm {
  const once = repeat !== 'weekly' && repeat !== 'fortnightly';
  const pattern = once ? {repeat: 'once' as const, days: [], until: null} : {repeat, days, until};
  return {...pattern, date, starts, ends, line, sharing: 'one', second: null, share: null, key: null, shift: null};
}

/** As the use case takes it: basis points, or minutes; where all share alike it says nothing. */
export function weightIn(shareBy: ShareBy, {share, minutes}: Pick<PlaceForm, 'share' | 'minutes'>): number {
  return (shareBy === 'minutes' ? minutes : share) ?? 0;
}
