import {addDays, type Day, type FieldError} from '@app/kernel';
import type {OwnListingView, Pattern} from '@app/listings';
import {ChoiceInput, DayInput, TimeInput} from '../../forms/inputs.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {clockWords} from '../../words/rate-words.js';
import {hoursOn, WEEKDAYS} from './own-listing.presenter.js';

/** How many stretches a day can have here; two are shown, more when there are more. */
const MOST_STRETCHES = 6;
const SHOWN_STRETCHES = 2;

interface Stretch {
  weekday: number;
  day: string;
  number: number;
  from: string;
  to: string;
}

const STRETCHES: readonly Stretch[] = WEEKDAYS.flatMap((day, index) =>
  Array.from({length: MOST_STRETCHES}, (_, place) => {
    const name = `${day.toLowerCase()}-${place + 1}`;
    return {weekday: index + 1, day, number: place + 1, from: `${name}-from`, to: `${name}-to`};
  }),
);

/** A box for the start and one for the end of each stretch; all of them may be empty. */
export class HoursOfWeekForm {
  @ChoiceInput('Whether these hours count on bank holidays', ['yes', 'no'], {optional: true})
  bankHolidays: string | null;

  @DayInput('From which day these hours count', {optional: true})
  starts: Day | null;
}

for (const {day, from, to} of STRETCHES) {
  TimeInput(`${day}: start`, {optional: true})(HoursOfWeekForm.prototype, from);
  TimeInput(`${day}: end`, {optional: true})(HoursOfWeekForm.prototype, to);
}

export interface WeeklyHours {
  patterns: Pattern[];
  errors: FieldError[];
  /** The box in which each pattern begins, by the use case's name for it. */
  boxes: Record<string, string>;
}

/**
 * What was typed, as patterns from a day on. Hours past midnight become two: the rest of them is on the next weekday.
 * @param before how many patterns go on until then, and are sent before these
 */
export function weeklyHours(form: HoursOfWeekForm, startsOn: Day, before = 0): WeeklyHours {
  const typed = form as unknown as Record<string, string | null>;
  const week: WeeklyHours = {patterns: [], errors: [], boxes: {}};
  const add = (box: string, weekday: number, from: string, to: string) => {
    week.boxes[`patterns.${before + week.patterns.length}`] = box;
    week.patterns.push({weekday, from, to, startsOn, endsOn: null});
  };
  for (const {weekday, day, from: fromBox, to: toBox} of STRETCHES) {
    const [from, to] = [typed[fromBox], typed[toBox]];
    if (!from && !to) continue;
    if (!from) week.errors.push({field: fromBox, message: `${day}: enter when you start`});
    else if (!to) week.errors.push({field: toBox, message: `${day}: enter when you end`});
    else if (from === to) week.errors.push({field: toBox, message: `${day}: the end must differ from the start`});
    else if (to === '00:00') add(fromBox, weekday, from, '24:00');
    else if (from < to) add(fromBox, weekday, from, to);
    else {
      add(fromBox, weekday, from, '24:00');
      add(fromBox, (weekday % 7) + 1, '00:00', to);
    }
  }
  return week;
}

/** Those that hold before a day go on until the day before it; those that would begin later give way. */
export function hoursUntil(patterns: readonly Pattern[], day: Day, today: Day): Pattern[] {
  const last = addDays(day, -1);
  return patterns
    .filter((each) => each.startsOn < day)
    .map((each) => ({...each, endsOn: each.endsOn !== null && each.endsOn < last ? each.endsOn : last}))
    .filter((each) => each.endsOn >= today);
}

/** A day as its boxes have it. */
export function typedDay(name: string, day: Day): TypedValues {
  const [year = '', month = '', date = ''] = day.split('-');
  return {[`${name}-day`]: String(Number(date)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year};
}

/** What the form starts with: the hours of a day. */
export function initialHoursOfWeek({patterns}: OwnListingView, today: Day): TypedValues {
  const values: TypedValues = {};
  for (const {weekday, number, from, to} of STRETCHES) {
    const pattern = hoursOn(patterns, weekday, today)[number - 1];
    values[from] = pattern ? clockWords(pattern.from) : '';
    values[to] = pattern ? clockWords(pattern.to) : '';
  }
  return values;
}

/** The boxes to show: two stretches for every day, and those beyond that hold something. */
export function boxesOfWeek(values: TypedValues): {day: string; stretches: Stretch[]}[] {
  return WEEKDAYS.map((day) => ({
    day,
    stretches: STRETCHES.filter((each) => each.day === day).filter(
      ({number, from, to}) => number <= SHOWN_STRETCHES || values[from] || values[to],
    ),
  }));
}
