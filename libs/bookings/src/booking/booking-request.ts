import {
  bankHoliday,
  expandRecurrence,
  invalid,
  isDay,
  londonDay,
  WHOLE_BP,
  type Day,
  type FieldError,
  type Pence,
  type TimeRange,
} from '@app/kernel';
import {SHIFTS, type Shift} from '../hours/shift.js';
import {lastsTooLong} from '../visit/longest.js';

/** What a holder asks for: a visit, or the first of a pattern, and which lines pay. */
export interface BookingRequest {
  listingId: string;
  /** The engagement to book under; without it, the one in force with this listing. */
  engagementId: string | null;
  startsAt: Date;
  endsAt: Date;
  /** RFC 5545, by London's clock; null for a single visit. */
  rrule: string | null;
  /** Days of the pattern on which nobody is to come. */
  exceptDays?: readonly Day[] | undefined;
  /** Whether to come on bank holidays that the pattern falls on; they are kept without saying. */
  bankHolidays?: 'keep' | 'skip' | undefined;
  /** How the time is worked; by the hour unless it says otherwise. */
  shift?: Shift;
  splits: readonly Split[];
  /** What the caller saw that all of it costs; left out, it is not held to. */
  seenPence?: Pence | undefined;
}

export interface Split {
  lineId: string;
  /** Basis points. */
  shareBp: number;
  /** Whose line it is, where several share; whoever asks, unless it says otherwise. */
  holderId?: string;
  /** What decides to the penny, where basis points would be too coarse. */
  weight?: number;
}

const MOST_VISITS = 750;
const FURTHEST_AHEAD_MS = 2 * 366 * 86_400_000;

/**
 * The visits that are asked for, in order.
 * @param payerOpen whether it may still be open who pays
 * @throws VALIDATION_FAILED naming each field that is wrong
 */
export function visitsAskedFor(request: BookingRequest, now: Date, payerOpen = false): TimeRange[] {
  const {startsAt, endsAt, rrule, splits} = request;
  const errors = [
    ...timeErrors(request, now),
    ...shiftErrors(request),
    ...(payerOpen && splits.length === 0 ? [] : splitErrors(splits)),
  ];
  if (errors.length) throw invalid(errors);
  if (rrule === null) return [{startsAt, endsAt}];
  const limits = {until: new Date(now.getTime() + FURTHEST_AHEAD_MS), visits: MOST_VISITS};
  const pattern = expandRecurrence({startsAt, endsAt}, rrule, limits, 'recurrence.rrule');
  const visits = withoutExceptions(pattern, request);
  if (visits.length === 0) {
    throw invalid({field: 'recurrence.except', message: 'Every day of this pattern is left out. Leave fewer out.'});
  }
  return visits;
}

const MOST_EXCEPTIONS = 100;

/** @throws VALIDATION_FAILED when a day that is left out is none of the pattern's, which is a slip */
function withoutExceptions(pattern: TimeRange[], {exceptDays = [], bankHolidays}: BookingRequest): TimeRange[] {
  const refuse = (message: string) => invalid({field: 'recurrence.except', message});
  if (exceptDays.length > MOST_EXCEPTIONS) throw refuse(`Leave out ${MOST_EXCEPTIONS} days at most.`);
  if (!exceptDays.every(isDay)) throw refuse('Give each day to leave out like 2027-03-27.');
  const days = new Set(pattern.map((visit) => londonDay(visit.startsAt)));
  const stray = exceptDays.find((day) => !days.has(day));
  if (stray) throw refuse(`${stray} is not a day of this pattern.`);
  const left = new Set(exceptDays);
  return pattern.filter(({startsAt}) => {
    const day = londonDay(startsAt);
    return !left.has(day) && !(bankHolidays === 'skip' && bankHoliday(day));
  });
}

function timeErrors({startsAt, endsAt}: TimeRange, now: Date): FieldError[] {
  if (startsAt.getTime() % 60_000 || endsAt.getTime() % 60_000) {
    return [{field: 'starts_at', message: 'Give times in whole minutes.'}];
  }
  if (endsAt <= startsAt) return [{field: 'ends_at', message: 'The visit must end after it starts.'}];
  if (lastsTooLong({startsAt, endsAt})) {
    return [{field: 'ends_at', message: 'A visit can last 24 hours at most. Book longer support as several visits.'}];
  }
  if (startsAt <= now) return [{field: 'starts_at', message: 'Choose a time that is still to come.'}];
  if (startsAt.getTime() > now.getTime() + FURTHEST_AHEAD_MS) {
    return [{field: 'starts_at', message: 'Choose a time within the next two years.'}];
  }
  return [];
}

function shiftErrors({shift = 'hours'}: BookingRequest): FieldError[] {
  return SHIFTS.includes(shift) ? [] : [{field: 'shift', message: 'Say what kind of visit it is.'}];
}

export function splitErrors(splits: readonly Split[]): FieldError[] {
  const total = splits.reduce((sum, split) => sum + split.shareBp, 0);
  if (splits.length === 0) return [{field: 'splits', message: 'Say which budget line pays.'}];
  if (splits.some(({shareBp}) => !Number.isInteger(shareBp) || shareBp < 1)) {
    return [{field: 'splits', message: 'Each share is a whole number of basis points, 1 or more.'}];
  }
  if (total !== WHOLE_BP)
    return [{field: 'splits', message: `The shares must add up to 10,000 basis points; these add up to ${total}.`}];
  if (new Set(splits.map((split) => split.lineId)).size !== splits.length) {
    return [{field: 'splits', message: 'Name each budget line once.'}];
  }
  return [];
}
