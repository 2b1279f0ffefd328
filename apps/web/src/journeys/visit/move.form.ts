import type {ChangeReach, OneVisit, WantedChange} from '@app/bookings';
import {addDays, inLondon, londonDay, londonInstant, type Day} from '@app/kernel';
import {ChoiceInput, DayInput, TextInput, TimeInput} from '../../forms/inputs.js';
import type {TypedValues} from '../../forms/typed-input.js';

/** When a visit would be instead, and for how many of them. */
export class MoveForm {
  @ChoiceInput('Which visits', ['one', 'following', 'all'])
  reach: ChangeReach;

  @DayInput('New day')
  date: Day;

  @TimeInput('Start time')
  starts: string;

  @TimeInput('End time', {ends: true})
  ends: string;

  @TextInput('Why', {optional: true, max: 500})
  reason: string | null;
}

/** A visit that ends no later than it starts ends on the next day. */
export function wantedChange(visitId: string, {reach, date, starts, ends, reason}: MoveForm): WantedChange {
  const lastDay = ends > starts ? date : addDays(date, 1);
  return {visitId, reach, startsAt: londonInstant(date, starts), endsAt: londonInstant(lastDay, ends), reason};
}

/** What the form starts with: as the visit is now. */
export function asItIs({startsAt, endsAt}: OneVisit): TypedValues {
  const [year = '', month = '', day = ''] = londonDay(startsAt).split('-');
  const clock = (at: Date) => inLondon(at).toPlainTime().toString({smallestUnit: 'minute'});
  return {
    reach: 'one',
    'date-day': String(Number(day)),
    'date-month': String(Number(month)),
    'date-year': year,
    starts: clock(startsAt),
    ends: clock(endsAt),
  };
}

export const MOVE_BOXES: Record<string, string> = {starts_at: 'date-day', ends_at: 'ends', reason: 'reason'};
