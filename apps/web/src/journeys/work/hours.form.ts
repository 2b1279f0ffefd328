import type {Hours, WorkVisit} from '@app/bookings';
import {addDays, invalid, londonDay, londonInstant} from '@app/kernel';
import {TimeInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {formatTime} from '../../words/figures.js';

export class HoursForm {
  @TimeInput('Start time')
  started: string;

  @TimeInput('End time', {ends: true})
  ended: string;

  @NumberInput('Miles', {most: 500, decimals: 1, optional: true})
  miles: number | null;

  /** Of a sleep-in. */
  @NumberInput('Minutes awake', {most: 1_440, optional: true})
  awake: number | null;
}

/** Where the fields of the use case stand on the page. */
export const HOURS_BOXES = {started_at: 'started', ended_at: 'ended', mileage: 'miles', awake_minutes: 'awake'};

/** An end this long after the booked one must be a slip, not a long visit. */
const LONGEST_OVERRUN_MS = 12 * 3_600_000;

type HoursOfVisit = Pick<WorkVisit, 'startsAt' | 'endsAt' | 'mileagePence'> & Partial<Pick<WorkVisit, 'shift'>>;
type HoursTyped = Pick<HoursForm, 'started' | 'ended' | 'miles'> & Partial<Pick<HoursForm, 'awake'>>;

/** What the form starts with: what was recorded before, else what was booked. */
export function initialHours(
  visit: Pick<WorkVisit, 'startedAt' | 'startsAt' | 'endedAt' | 'endsAt' | 'miles'>,
): TypedValues {
  return {
    started: formatTime(visit.startedAt ?? visit.startsAt),
    ended: formatTime(visit.endedAt ?? visit.endsAt),
    miles: visit.miles === null ? '' : String(visit.miles),
  };
}

/**
 * Times on the clock become instants beside the booked ones, so that nobody has to type a date: the start is the one
 * nearest to the booked start, the end is the first one after it, past midnight where that is likely.
 * @throws VALIDATION_FAILED when the end is not after the start
 */
export function hoursOf(visit: HoursOfVisit, {started, ended, miles, awake}: HoursTyped): Hours {
  const startedAt = [-1, 0, 1]
    .map((days) => londonInstant(addDays(londonDay(visit.startsAt), days), started))
    .reduce((best, each) => (distance(each, visit.startsAt) < distance(best, visit.startsAt) ? each : best));
  const day = londonDay(startedAt);
  const sameDay = londonInstant(day, ended);
  const endedAt = sameDay > startedAt ? sameDay : londonInstant(addDays(day, 1), ended);
  if (endedAt.getTime() - visit.endsAt.getTime() > LONGEST_OVERRUN_MS) {
    throw invalid({field: 'ended_at', message: 'End time must be after the start time.'});
  }
  const awakeMinutes = visit.shift === 'sleep_in' ? (awake ?? 0) : null;
  return {startedAt, endedAt, miles: visit.mileagePence === null ? null : miles, awakeMinutes};
}

function distance(a: Date, b: Date): number {
  return Math.abs(a.getTime() - b.getTime());
}
