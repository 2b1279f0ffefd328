export {BEYOND_DUE} from './beyond/beyond-nightly.js';
export {BookingsBeyond, type Beyond} from './beyond/bookings-beyond.js';
export {NoteBeyond, type Noted} from './beyond/note-beyond.js';
export type {BookingRequest, Split} from './booking/booking-request.js';
export type {BookingState} from './booking/booking.state.js';
export {AcceptBooking} from './booking/accept-booking.js';
export {CancelBooking, type Cancellation} from './booking/cancel-booking.js';
export {HolderBookings, type BookingSummary, type MoneyCause} from './booking/holder-bookings.js';
export {OwnVisits, type Together} from './booking/own-visits.js';
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
export {AnswerChange} from './changes/answer-change.js';
export {ProposeChange, type ChangeQuote} from './changes/propose-change.js';
export type {WantedChange} from './changes/plan-change.js';
export {REACHES, type Reach as ChangeReach} from './changes/reach.js';
export {ReadChanges, type ChangedVisit, type ChangeView} from './changes/read-changes.js';
export type {VisitChangeState} from './changes/visit-change.state.js';
export {BookingsModule} from './bookings.module.js';
export {CalendarFeeds} from './calendar/calendar-feeds.js';
export {calendarFile, type CalendarWords} from './calendar/calendar-file.js';
export {ReadCalendar, type CalendarVisit} from './calendar/read-calendar.js';
export {AnswerCover} from './cover/answer-cover.js';
export type {CoverAskState} from './cover/cover-ask.state.js';
export type {CoverRequestState} from './cover/cover-request.state.js';
export {
  ReadCover,
  type CoverAskView,
  type CoverView,
  type CoverWish,
  type SoonVisit,
  type Uncovered,
} from './cover/read-cover.js';
export {StartCover, type CoverContact} from './cover/start-cover.js';
export {ReminderFacts, type DayAhead} from './facts/reminder-facts.js';
export {SharedFacts, type SharedFact} from './facts/shared-facts.js';
export {SetReminderRule, type NewReminderRule} from './hours/set-reminder-rule.js';
export {CoverFacts, type CoverFact} from './facts/cover-facts.js';
export {AnswerEngagement} from './engagement/answer-engagement.js';
export {ENGAGEMENT_STATUSES, type EngagementStatus} from './engagement/engagement.entity.js';
export type {EngagementState} from './engagement/engagement.state.js';
export {AnswerVersion} from './engagement/answer-version.js';
export {EndEngagement, type Ending} from './engagement/end-engagement.js';
export {EMPLOYERS, HOLIDAYS, SLEEP_INS, type Employer} from './engagement/engagement-version.entity.js';
export type {EngagementVersionState} from './engagement/engagement-version.state.js';
export {ProposeVersion} from './engagement/propose-version.js';
export {ReadVersions, type TaskFlag, type VersionView} from './engagement/read-versions.js';
export type {VersionTerms} from './engagement/version-terms.js';
export {ChangePayers, type NewPayers, type PayersChanged} from './funding/change-payers.js';
export {PauseSupport, type NewPause, type PauseEffect} from './pauses/pause-support.js';
export {ReadPauses, type PauseView} from './pauses/read-pauses.js';
export {ResumeSupport, type Resumed} from './pauses/resume-support.js';
export {PAUSE_KINDS, type PauseKind} from './pauses/support-pause.entity.js';
export type {BudgetSuspension} from './pauses/suspensions.js';
export {ProposeEngagement, type ProposedTerms} from './engagement/propose-engagement.js';
export {ReadEngagements, type EngagementView} from './engagement/read-engagements.js';
export {ChangeFacts, VISITS_OPEN, type ChangeFact, type VisitFact} from './facts/change-facts.js';
export {BookingFacts, type BookingFact, type EngagementFact, type Sides} from './facts/booking-facts.js';
export {ApproveSilently} from './hours/approve-silently.js';
export {ExpenseFiles} from './hours/expense-files.js';
export {Expenses, type NewExpense} from './hours/expenses.js';
export type {Sent} from './hours/keep-hours.js';
export type {Pay, PayPart} from './hours/pay.js';
export {SHIFTS, type Shift} from './hours/shift.js';
export {SetHoursRule, type NewHoursRule} from './hours/set-hours-rule.js';
export {ReadHours, type ExpenseView, type HoursDetail} from './hours/read-hours.js';
export {BookPlace} from './groups/book-place.js';
export {WaitForPlace, type SessionPlaces} from './groups/wait-for-place.js';
export {BookShared} from './shared/book-shared.js';
export {JoinShared, type SharedInvitation} from './shared/join-shared.js';
export {NoteAbsence} from './shared/note-absence.js';
export {ReadShared, type SharedMemberView, type SharedSummary, type SharedView} from './shared/read-shared.js';
export {SayToShared} from './shared/say-to-shared.js';
export {ABSENCE_RULES, SHARE_WAYS, type AbsenceRule, type ShareBy} from './shared/shared.entity.js';
export {StartShared, type NewShared} from './shared/start-shared.js';
export {AnswerInvoice} from './invoices/answer-invoice.js';
export {PAYMENT_METHODS, type PaymentMethod} from './invoices/invoice.entity.js';
export type {InvoiceState} from './invoices/invoice.state.js';
export {IssueInvoice, type NewInvoice} from './invoices/issue-invoice.js';
export {PayInvoice, type NewPayment} from './invoices/pay-invoice.js';
export {
  ReadInvoices,
  type InvoiceSummary,
  type InvoiceView,
  type Owed,
  type ToInvoice,
} from './invoices/read-invoices.js';
export {ArrangePay, type NewArrangement} from './pay/arrange-pay.js';
export {CloseTimesheet} from './pay/close-timesheet.js';
export {PAY_CYCLES, type PayCycle} from './pay/pay-periods.js';
export type {PayArrangement} from './pay/pay-arrangement.entity.js';
export {ReadTimesheets, type TimesheetView} from './pay/read-timesheets.js';
export {workMinutes, type TimesheetTotals} from './pay/timesheet.js';
export {FreeTimes, nextQuarter} from './times/free-times.js';
export {ApproveHours} from './visit/approve-hours.js';
export {ReadWork, type WaitingRequest, type WorkVisit} from './visit/read-work.js';
export {RecordHours, type Hours} from './visit/record-hours.js';
export {NameWorker} from './visit/name-worker.js';
export {RecordNoShow, type NoShow} from './visit/record-no-show.js';
export {ReadVisit, type OneVisit} from './visit/read-visit.js';
export {VisitsToLookAt, type Reach, type VisitToLookAt} from './visit/visits-to-look-at.js';
export {TAKES_TIME, type VisitState} from './visit/visit.state.js';
