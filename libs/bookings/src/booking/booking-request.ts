import {SHIFTS, type Shift} from '../hours/shift.js';
import {expandRecurrence, invalid, minutes, WHOLE_BP, type FieldError, type TimeRange} from '@app/kernel';

/** What a holder asks for: a visit, or the first of a pattern, and which lines pay. */
export interface BookingRequest {
  listingId: string;
  /** The engagement to book under; without it, the one in force with this listing. */
  engagementId: string | null;
  startsAt: Date;
  endsAt: Date;
  /** RFC 5545, by London's clock; null for a single visit. */
  rrule: string | null;
  /** How the time is worked; by the hour unless it says otherwise. */
  shift?: Shift;
  splits: readonly Split[];
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

const LONGEST_VISIT_MINUTES = 24 * 60;
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
  return expandRecurrence({startsAt, endsAt}, rrule, limits, 'recurrence.rrule');
}

function timeErrors({startsAt, endsAt}: TimeRange, now: Date): FieldError[] {
  if (startsAt.getTime() % 60_000 || endsAt.getTime() % 60_000) {
    return [{field: 'starts_at', message: 'Give times in whole minutes.'}];
  }
  if (endsAt <= startsAt) return [{field: 'ends_at', message: 'The visit must end after it starts.'}];
  if (minutes({startsAt, endsAt}) > LONGEST_VISIT_MINUTES) {
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

function splitErrors(splits: readonly Split[]): FieldError[] {
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
