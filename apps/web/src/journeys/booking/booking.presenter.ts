import type {Beyond, BookingView, VisitView} from '@app/bookings';
import {bankHoliday, londonDay, type Pence} from '@app/kernel';
import {endsNextDay} from '../../presenters/next-day.js';
import {beyondWords} from '../../words/beyond-words.js';
import {doneBy} from '../../words/representation-words.js';
import {BOOKING_STATES, HOLDER_SENTENCES, VISIT_STATES, WORKER_SENTENCES} from '../../words/booking-words.js';
import {t} from '../../words/t.js';

/** What booking.njk shows. */
export interface BookingPage {
  booking: Pick<BookingView, 'id' | 'reference' | 'state' | 'side' | 'listing' | 'holder' | 'declineReason'>;
  /** With whom, seen from where one stands. */
  other: string;
  /** Who asked for it, where it was somebody for the holder. */
  doneBy: {name: string; how: string | null} | null;
  doneFor: string;
  state: {name: string; tag: string};
  sentence: string;
  justAsked: boolean;
  justCancelled: boolean;
  /** What to know of visits beyond the listing; null when there are none. */
  beyond: string | null;
  visits: VisitRow[];
  /** Whether the visits stand where the booking stands, all of them. */
  sameState: boolean;
  /** Null once it came to nothing. */
  totalPence: Pence | null;
  /** What cancelling at short notice cost. */
  owedPence: Pence;
  holds: {line: string; pence: Pence}[];
  canCancel: boolean;
}

interface VisitRow extends VisitView {
  beyond: boolean;
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
    doneBy: doneBy(booking.requestedBy, booking.requestedHow, holder),
    doneFor: holder.name,
    state: BOOKING_STATES[state],
    sentence: isHolder ? HOLDER_SENTENCES[state](listing.name) : WORKER_SENTENCES[state](holder.name),
    justAsked: done === 'asked' && isHolder && state === 'requested',
    justCancelled: done === 'cancelled' && state === 'cancelled',
    beyond: booking.beyond && beyondWords(booking.beyond, isHolder ? listing.name : null),
    visits: visits.map((visit) => visitRow(visit, booking.beyond)),
    sameState: visits.every((visit) => visit.state === state),
    totalPence: isGoingOn(state) ? visits.reduce((sum, visit) => sum + visit.pricePence, 0) : null,
    owedPence: visits.reduce((sum, visit) => sum + (visit.state === 'cancelled' ? (visit.actualPence ?? 0) : 0), 0),
    holds: booking.holds.map(({lineId, pence}) => ({line: lineNames.get(lineId) ?? t('Your budget'), pence})),
    canCancel:
      isGoingOn(state) &&
      visits.some((visit) => visit.startsAt > now && (visit.state === 'requested' || visit.state === 'accepted')),
  };
}

function isGoingOn(state: BookingView['state']): boolean {
  return state === 'requested' || state === 'accepted';
}

function visitRow(visit: VisitView, beyond: Beyond | null): VisitRow {
  const {startsAt, actualPence, pricePence} = visit;
  return {
    ...visit,
    beyond: beyond?.visitIds.includes(visit.id) ?? false,
    words: VISIT_STATES[visit.state],
    endsNextDay: endsNextDay(visit),
    bankHoliday: bankHoliday(londonDay(startsAt)),
    costPence: actualPence !== null && actualPence !== pricePence ? actualPence : null,
  };
}
