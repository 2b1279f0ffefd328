import type {BookingState, VisitChangeState, VisitState} from '@app/bookings';
import {t, words} from './t.js';

/** What a state is called, and how its tag is coloured; the words say it. */
interface StateWords {
  name: string;
  tag: string;
}

const YELLOW = 'govuk-tag--yellow';
const GREEN = 'govuk-tag--green';
const GREY = 'govuk-tag--grey';

export const BOOKING_STATES: Record<BookingState, StateWords> = words({
  requested: {name: 'Waiting for an answer', tag: YELLOW},
  accepted: {name: 'Accepted', tag: GREEN},
  declined: {name: 'Not accepted', tag: GREY},
  cancelled: {name: 'Cancelled', tag: GREY},
  expired: {name: 'Not answered in time', tag: GREY},
});

export const VISIT_STATES: Record<VisitState, StateWords> = words({
  ...BOOKING_STATES,
  recorded: {name: 'Hours to approve', tag: YELLOW},
  approved: {name: 'Approved', tag: GREY},
  paused: {name: 'Paused', tag: GREY},
  missed: {name: 'Nobody came', tag: GREY},
});

/** Other times that one side proposed. */
export const CHANGE_STATES: Record<VisitChangeState, StateWords> = words({
  proposed: {name: 'Waiting for an answer', tag: YELLOW},
  accepted: {name: 'Agreed', tag: GREEN},
  declined: {name: 'Not accepted', tag: GREY},
  withdrawn: {name: 'Taken back', tag: GREY},
  expired: {name: 'Not answered in time', tag: GREY},
});

/** Where a booking stands, in a sentence for the holder. */
export const HOLDER_SENTENCES: Record<BookingState, (listing: string) => string> = {
  requested: (listing) => t('{{listing}} has not answered yet. The money is set aside until they do.', {listing}),
  accepted: (listing) =>
    t('{{listing}} accepted. The money is promised to them, and spent when you approve the hours.', {listing}),
  declined: (listing) => t('{{listing}} said no. The money that was set aside is back in the budget.', {listing}),
  cancelled: () => t('The visits that were still to come are cancelled.'),
  expired: (listing) =>
    t('{{listing}} did not answer in time. The money that was set aside is back in the budget.', {listing}),
};

/** The same for the PA or provider. */
export const WORKER_SENTENCES: Record<BookingState, (holder: string) => string> = {
  requested: (holder) => t('{{holder}} asks you for this. The money is set aside until you answer.', {holder}),
  accepted: (holder) => t('You accepted. Record your hours after each visit, and {{holder}} approves them.', {holder}),
  declined: () => t('You said no.'),
  cancelled: () => t('The visits that were still to come are cancelled.'),
  expired: () => t('Nobody answered in time, so it came to nothing.'),
};
