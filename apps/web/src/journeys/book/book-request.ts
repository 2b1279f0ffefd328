import type {BookingRequest, Split} from '@app/bookings';
import {addDays, londonInstant, startOfDay, weekday, WHOLE_BP, type Day, type FieldError} from '@app/kernel';
import {WEEKDAYS, type BookForm} from './book.form.js';

/** What the boxes cannot say of each other: which of them contradict. Asked only of a form that could be read. */
export function contradictions(form: BookForm, lineIds: readonly string[]): FieldError[] {
  return [...patternErrors(form), ...timeErrors(form), ...lineErrors(form, lineIds)];
}

/** Whoever lives in comes from one morning to the next. */
function timeErrors({starts, ends, shift}: BookForm): FieldError[] {
  if (starts !== ends || shift === 'live_in') return [];
  return [{field: 'ends', message: 'End time must be different from the start time'}];
}

function patternErrors(form: BookForm): FieldError[] {
  if (form.repeat === 'once') return [];
  const errors: FieldError[] = [];
  if (form.days.length === 0) errors.push({field: 'days', message: 'Choose the days of the week'});
  if (form.until !== null && form.count) {
    errors.push({field: 'count', message: 'Enter the last day or the number of visits, not both'});
  } else if (form.until === null && form.count) return errors;
  else if (form.until === null) errors.push({field: 'until-day', message: 'Enter the last day'});
  else if (form.until < form.date) {
    errors.push({field: 'until-day', message: 'Last day must be after the first day'});
  } else if (form.days.length && form.until < firstDay(form)) {
    errors.push({field: 'until-day', message: 'Last day must leave room for one visit at least'});
  }
  return errors;
}

/** The part of a form that says which lines pay, in which order, and the share of each. */
export type PayersTyped = Pick<BookForm, 'line' | 'sharing' | 'second' | 'share' | 'third' | 'third_share'>;

/** Boxes that say nothing while one line pays all of it. */
export const SHARE_BOXES = ['second', 'share', 'third', 'third_share'];

export function lineErrors(form: PayersTyped, lineIds: readonly string[]): FieldError[] {
  const {line, sharing, second, share} = form;
  const errors: FieldError[] = [];
  if (!line || !lineIds.includes(line)) errors.push({field: 'line', message: 'Choose which budget pays'});
  if (sharing !== 'two') return errors;
  if (!second || !lineIds.includes(second)) {
    errors.push({field: 'second', message: 'Choose the second budget'});
  } else if (second === line) {
    errors.push({field: 'second', message: 'Choose a second budget that is not the first one'});
  }
  if (share === null) errors.push({field: 'share', message: 'Enter how much the second budget pays, like 25'});
  return [...errors, ...thirdErrors(form, lineIds)];
}

function thirdErrors(
  {line, second, share, third, third_share: part}: PayersTyped,
  lineIds: readonly string[],
): FieldError[] {
  if (!third && !part) return [];
  const errors: FieldError[] = [];
  if (!third || !lineIds.includes(third)) errors.push({field: 'third', message: 'Choose the third budget'});
  else if (third === line || third === second) {
    errors.push({field: 'third', message: 'Choose a third budget that is none of the others'});
  }
  if (!part) errors.push({field: 'third_share', message: 'Enter how much the third budget pays, like 25'});
  else if ((share ?? 0) + part >= WHOLE_BP) {
    errors.push({field: 'third_share', message: 'The first budget has to pay something too'});
  }
  return errors;
}

/** The day of the first visit: of a pattern, the first of its weekdays from the date on. */
export function firstDay({date, repeat, days}: Pick<BookForm, 'date' | 'repeat' | 'days'>): Day {
  if (repeat === 'once' || days.length === 0) return date;
  let day = date;
  while (!days.includes(WEEKDAYS[weekday(day) - 1] ?? 'MO')) day = addDays(day, 1);
  return day;
}

/** What the use case is asked. A visit that ends no later than it starts ends on the next day. */
export function bookingRequest(listingId: string, form: BookForm): BookingRequest {
  const first = firstDay(form);
  const lastDay = form.ends > form.starts ? first : addDays(first, 1);
  return {
    listingId,
    engagementId: null,
    startsAt: londonInstant(first, form.starts),
    endsAt: londonInstant(lastDay, form.ends),
    rrule: form.repeat === 'once' ? null : weeklyRule(form),
    ...(form.repeat !== 'once' && form.except?.length && {exceptDays: form.except}),
    ...(form.repeat !== 'once' && form.bank === 'skip' && {bankHolidays: form.bank}),
    ...(form.shift && form.shift !== 'hours' ? {shift: form.shift} : {}),
    splits: splitsOf(form),
  };
}

function weeklyRule({repeat, days, until, count}: BookForm): string | null {
  const byDay = WEEKDAYS.filter((day) => days.includes(day)).join();
  const every = repeat === 'fortnightly' ? 'INTERVAL=2;' : '';
  if (until === null) return count ? `FREQ=WEEKLY;${every}BYDAY=${byDay};COUNT=${count}` : null;
  const end = new Date(startOfDay(addDays(until, 1)).getTime() - 1_000);
  return `FREQ=WEEKLY;${every}BYDAY=${byDay};UNTIL=${end.toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

/** In the order in which they are named. */
export function splitsOf({line, sharing, second, share, third, third_share: part}: PayersTyped): Split[] {
  if (sharing !== 'two' || !second || share === null) return [{lineId: line ?? '', shareBp: WHOLE_BP}];
  const last = third && part ? [{lineId: third, shareBp: part}] : [];
  return [
    {lineId: line ?? '', shareBp: WHOLE_BP - share - (last[0]?.shareBp ?? 0)},
    {lineId: second, shareBp: share},
    ...last,
  ];
}

/** What the boxes hold for shares that were agreed. */
export function payersAsTyped(splits: readonly Split[]): Record<string, string> {
  const [first, second, third] = splits;
  const percent = (split: Split) => String(split.shareBp / 100);
  return {
    ...{line: first?.lineId ?? '', sharing: second ? 'two' : 'one'},
    ...(second && {second: second.lineId, share: percent(second)}),
    ...(third && {third: third.lineId, third_share: percent(third)}),
  };
}

/** Which box a field of the use case, or what it refuses, was asked for in. */
export const BOXES: Record<string, string> = {
  starts_at: 'date-day',
  shift: 'shift',
  ends_at: 'ends',
  'recurrence.rrule': 'until-day',
  'recurrence.except': 'except',
  splits: 'line',
};
