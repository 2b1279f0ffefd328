import type {BookingSummary, ChangeView, DiaryVisit, EngagementView, HoursDetail, PlannedVisit} from '@app/bookings';
import {bankHoliday, londonDay, minutes, type Day, type Pence} from '@app/kernel';
import {endsNextDay} from '../../presenters/next-day.js';
import {AGREEMENT_STATES, AGREEMENT_TAGS, agreementSentence} from '../../words/agreement-words.js';
import {BOOKING_STATES, VISIT_STATES} from '../../words/booking-words.js';

/** What support.njk shows. */
export interface SupportPage {
  toApprove: HoursToApprove[];
  days: {day: Day; note: string | null; visits: ComingVisit[]}[];
  waiting: BookingSummary[];
  /** Other times that were proposed, by either side. */
  changes: readonly ChangeView[];
  /** Requests that came to nothing while their visits are still to come. */
  refused: (BookingSummary & {words: {name: string; tag: string}})[];
  agreements: AgreementCard[];
  /** That they may see and answer what they are asked to pay. */
  invoices: boolean;
  isEmpty: boolean;
}

export interface HoursToApprove extends DiaryVisit {
  bookedMinutes: number;
  recordedMinutes: number;
  /** What the hours cost beyond what was booked; below nought when less. */
  differencePence: Pence;
  /** Part by part; null where it is not known. */
  detail: HoursDetail | null;
}

interface ComingVisit extends PlannedVisit {
  /** In the coming week and promised: two taps ask others, when they cannot come. */
  soon: boolean;
  words: {name: string; tag: string};
  endsNextDay: boolean;
}

interface AgreementCard extends EngagementView {
  words: string;
  tag: string;
  sentence: string;
}

export interface SupportParts {
  toApprove: readonly DiaryVisit[];
  details: ReadonlyMap<string, HoursDetail>;
  coming: readonly PlannedVisit[];
  bookings: readonly BookingSummary[];
  agreements: readonly EngagementView[];
  changes: readonly ChangeView[];
  now: Date;
  invoices: boolean;
}

export function supportPage({
  toApprove,
  details,
  coming,
  bookings,
  agreements,
  changes,
  now,
  invoices,
}: SupportParts): SupportPage {
  const waiting = bookings.filter(({state}) => state === 'requested');
  return {
    toApprove: toApprove.map((visit) => hoursToApprove(visit, details.get(visit.id))),
    days: byDay(
      coming.filter(({state}) => state === 'accepted' || state === 'requested'),
      now,
    ),
    waiting,
    changes,
    refused: bookings
      .filter(({state, lastStartsAt}) => (state === 'declined' || state === 'expired') && lastStartsAt > now)
      .map((booking) => ({...booking, words: BOOKING_STATES[booking.state]})),
    agreements: agreements.map((agreement) => ({
      ...agreement,
      words: AGREEMENT_STATES[agreement.state],
      tag: AGREEMENT_TAGS[agreement.state],
      sentence: agreementSentence(agreement),
    })),
    invoices,
    isEmpty: !toApprove.length && !coming.length && !bookings.length && !agreements.length,
  };
}

export function hoursToApprove(visit: DiaryVisit, detail: HoursDetail | null = null): HoursToApprove {
  const recorded = {startsAt: visit.startedAt ?? visit.startsAt, endsAt: visit.endedAt ?? visit.endsAt};
  return {
    ...visit,
    bookedMinutes: minutes(visit),
    recordedMinutes: minutes(recorded),
    differencePence: (visit.actualPence ?? 0) - visit.pricePence,
    detail,
  };
}

const WEEK_MS = 7 * 86_400_000;

function byDay(visits: readonly PlannedVisit[], now: Date): SupportPage['days'] {
  const days = new Map<Day, ComingVisit[]>();
  for (const visit of visits) {
    const day = londonDay(visit.startsAt);
    const ahead = visit.startsAt.getTime() - now.getTime();
    const soon = visit.state === 'accepted' && visit.sharedId === null && ahead > 0 && ahead < WEEK_MS;
    const shown = {...visit, soon, words: VISIT_STATES[visit.state], endsNextDay: endsNextDay(visit)};
    days.set(day, [...(days.get(day) ?? []), shown]);
  }
  return [...days].map(([day, some]) => ({day, note: bankHoliday(day), visits: some}));
}
