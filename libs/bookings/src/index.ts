export {BEYOND_DUE} from './beyond/beyond-nightly.js';
export {BookingsBeyond, type Beyond} from './beyond/bookings-beyond.js';
export {NoteBeyond, type Noted} from './beyond/note-beyond.js';
export type {BookingRequest, Split} from './booking/booking-request.js';
export type {BookingState} from './booking/booking.state.js';
export {AcceptBooking} from './booking/accept-booking.js';
export {CancelBooking, STANDARD_TERMS, type Cancellation} from './booking/cancel-booking.js';
export {HolderBookings, type BookingSummary, type MoneyCause} from './booking/holder-bookings.js';
export {QuoteBooking, type BookingQuote} from './booking/quote-booking.js';
export {
  ReadBookings,
  type BookingView,
  type DiaryVisit,
  type PlannedVisit,
  type VisitView,
} from './booking/read-bookings.js';
export {RefuseBooking} from './booking/refuse-booking.js';
export {RequestBooking, type BookingReceipt} from './booking/request-booking.js';
export {verifyBookings, type BookingsReport} from './booking/verify-bookings.js';
export {BookingsModule} from './bookings.module.js';
export {CalendarFeeds} from './calendar/calendar-feeds.js';
export {calendarFile, type CalendarWords} from './calendar/calendar-file.js';
export {ReadCalendar, type CalendarVisit} from './calendar/read-calendar.js';
export {AnswerEngagement} from './engagement/answer-engagement.js';
export {ENGAGEMENT_STATUSES, type EngagementStatus} from './engagement/engagement.entity.js';
export type {EngagementState} from './engagement/engagement.state.js';
export {ProposeEngagement, type ProposedTerms} from './engagement/propose-engagement.js';
export {ReadEngagements, type EngagementView} from './engagement/read-engagements.js';
export {BookingFacts, type BookingFact, type EngagementFact} from './facts/booking-facts.js';
export {FreeTimes, nextQuarter} from './times/free-times.js';
export {ApproveHours} from './visit/approve-hours.js';
export {ReadWork, type WaitingRequest, type WorkVisit} from './visit/read-work.js';
export {RecordHours, type Hours} from './visit/record-hours.js';
export {VisitsToLookAt, type Reach, type VisitToLookAt} from './visit/visits-to-look-at.js';
export {TAKES_TIME, type VisitState} from './visit/visit.state.js';
