import type {ProposedVisits} from '@app/plans';
import type {Day, FieldError} from '@app/kernel';
import {ChoiceInput, DayInput, ListInput, TextInput, TimeInput} from '../../forms/inputs.js';
import {AgreeForm} from '../agree/agree.form.js';
import {WEEKDAYS, type BookForm, type Weekday} from '../book/book.form.js';
import {bookingRequest, contradictions} from '../book/book-request.js';

const NOTE = {max: 1_000, optional: true};

export class ProposeTermsForm extends AgreeForm {
  @TextInput('Why you propose this', NOTE) note: string | null;
}

/** Visits that somebody proposes; who pays may be left to whoever says yes. */
export class ProposeVisitsForm {
  @ChoiceInput('How often', ['once', 'weekly']) repeat: 'once' | 'weekly';
  @ListInput('Days of the week', WEEKDAYS) days: Weekday[];
  @DayInput('Date') date: Day;
  @DayInput('Last day', {optional: true}) until: Day | null;
  @TimeInput('Start time') starts: string;
  @TimeInput('End time') ends: string;
  @TextInput('Budget line', {optional: true}) line: string | null;
  @TextInput('Why you propose this', NOTE) note: string | null;
}

/** Which of the answers contradict each other. Asked only of a form that could be read. */
export function visitErrors(form: ProposeVisitsForm, lineIds: readonly string[]): FieldError[] {
  return contradictions(asBooked(form), lineIds).filter(({field}) => field !== 'line' || form.line !== null);
}

export function proposedVisits(listingId: string, form: ProposeVisitsForm): ProposedVisits {
  const {startsAt, endsAt, rrule} = bookingRequest(listingId, asBooked(form));
  return {listingId, startsAt, endsAt, rrule, lineId: form.line};
}

function asBooked({note: _, ...form}: ProposeVisitsForm): BookForm {
  return {...form, sharing: 'one', second: null, share: null, key: null, shift: null};
}
