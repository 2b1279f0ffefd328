import type {BookingView, VisitView} from '@app/bookings';
import {bankHoliday, DomainError, londonDay, type Day} from '@app/kernel';
import {durationOf} from '../../presenters/duration.js';
import {formatDay} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** More visits than these are folded away, so that the buttons are not pages below. */
const SHOWN = 10;

/** A request as the PA or provider reads it before saying yes. */
export function requestPage(booking: BookingView, done: unknown) {
  const visits = booking.visits.map(visitRow);
  return {
    booking,
    visits: visits.slice(0, SHOWN),
    more: visits.slice(SHOWN),
    totalPence: booking.visits.reduce((sum, visit) => sum + visit.pricePence, 0),
    answered: done === 'yes' && booking.state !== 'requested',
  };
}

function visitRow(visit: VisitView) {
  const day = londonDay(visit.startsAt);
  return {...visit, day, bankHoliday: bankHoliday(day), duration: durationOf(visit)};
}

/** The same refusal, said to the one who is not listed rather than to the one who asked. */
export function toWorker(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== 'NOT_LISTED') return error;
  const day = formatDay(error.facts.day as Day, {});
  const message = t(
    'You are not listed for {{day}}, so these visits cannot be accepted. “My listing” shows until when you are listed.',
    {day},
  );
  return new DomainError(error.kind, error.code, message);
}
