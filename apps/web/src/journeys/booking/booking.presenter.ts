import type {BookingView, VisitView} from '@app/bookings';
import {bankHoliday, londonDay, type Pence} from '@app/kernel';
import {BOOKING_STATES, HOLDER_SENTENCES, VISIT_STATES, WORKER_SENTENCES} from '../../words/booking-words.js';

/** What booking.njk shows. */
export interface BookingPage {
  booking: Pick<BookingView, 'id' | 'reference' | 'state' | 'side' | 'listing' | 'holder' | 'declineReason'>;
  /** With whom, seen from where one stands. */
  other: string;
  state: {name: string; tag: string};
  sentence: string;
  justAsked: boolean;
  justCancelled: boolean;
  visits: VisitRow[];
  totalPence: Pence;
  holds: {line: string; pence: Pence}[];
  canCancel: boolean;
}

interface VisitRow extends VisitView {
  state: VisitView['state'];
  words: {name: string; tag: string};
  endsNextDay: boolean;
  bankHoliday: string | null;
  /** What it cost, when that is not what was booked. */
  costPence: Pence | null;
}

export interface BookingParts {
  booking: BookingView;
  /** What each line is called; the worker's side knows none. */
  lineNames: ReadonlyMap<string, string>;
  now: Date;
  /** What has just happened: `asked`, `cancelled`. */
  done: string | null;
}

export function bookingPage({booking, lineNames, now, done}: BookingParts): BookingPage {
  const {state, side, listing, holder, visits} = booking;
  const isHolder = side === 'holder';
  return {
    booking,
    other: isHolder ? listing.name : holder.name,
    state: BOOKING_STATES[state],
    sentence: isHolder ? HOLDER_SENTENCES[state](listing.name) : WORKER_SENTENCES[state](holder.name),
    justAsked: done === 'asked' && isHolder && state === 'requested',
    justCancelled: done === 'cancelled' && state === 'cancelled',
    visits: visits.map(visitRow),
    totalPence: visits.reduce((sum, visit) => sum + visit.pricePence, 0),
    holds: booking.holds.map(({lineId, pence}) => ({line: lineNames.get(lineId) ?? 'Your budget', pence})),
    canCancel:
      (state === 'requested' || state === 'accepted') &&
      visits.some((visit) => visit.startsAt > now && (visit.state === 'requested' || visit.state === 'accepted')),
  };
}

function visitRow(visit: VisitView): VisitRow {
  const {startsAt, endsAt, actualPence, pricePence} = visit;
  return {
    ...visit,
    words: VISIT_STATES[visit.state],
    endsNextDay: londonDay(startsAt) !== londonDay(endsAt),
    bankHoliday: bankHoliday(londonDay(startsAt)),
    costPence: actualPence !== null && actualPence !== pricePence ? actualPence : null,
  };
}
