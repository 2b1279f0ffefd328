import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {AllocationsModule} from '@app/allocations';
import {ListingsModule} from '@app/listings';
import {RegisterModule} from '@app/register';
import {BeyondNightly} from './beyond/beyond-nightly.js';
import {BookingBeyond} from './beyond/booking-beyond.entity.js';
import {BookingsBeyond} from './beyond/bookings-beyond.js';
import {NoteBeyond} from './beyond/note-beyond.js';
import {AcceptBooking} from './booking/accept-booking.js';
import {BookingParties} from './booking/booking-parties.js';
import {Booking, BookingSplit} from './booking/booking.entity.js';
import {CancelBooking} from './booking/cancel-booking.js';
import {ExpireBookings} from './booking/expire-bookings.js';
import {HolderBookings} from './booking/holder-bookings.js';
import {OwnVisits} from './booking/own-visits.js';
import {PrepareBooking} from './booking/prepare-booking.js';
import {QuoteBooking} from './booking/quote-booking.js';
import {ReadBookings} from './booking/read-bookings.js';
import {RefuseBooking} from './booking/refuse-booking.js';
import {RequestBooking} from './booking/request-booking.js';
import {AnswerChange} from './changes/answer-change.js';
import {CancelVisits} from './changes/cancel-visits.js';
import {ExpireChanges} from './changes/expire-changes.js';
import {MoveVisits} from './changes/move-visits.js';
import {PlanChange} from './changes/plan-change.js';
import {ProposeChange} from './changes/propose-change.js';
import {ReadChanges} from './changes/read-changes.js';
import {EverybodysYes} from './changes/everybodys-yes.js';
import {VisitChange, VisitChangeTime, VisitChangeYes} from './changes/visit-change.entity.js';
import {AnswerCover} from './cover/answer-cover.js';
import {BookCover} from './cover/book-cover.js';
import {CoverClock} from './cover/cover-clock.js';
import {CoverAsk, CoverRequest, CoverRule} from './cover/cover.entity.js';
import {MoveCoverOn} from './cover/move-cover-on.js';
import {ReadCover} from './cover/read-cover.js';
import {StartCover} from './cover/start-cover.js';
import {CalendarFeed} from './calendar/calendar-feed.entity.js';
import {CalendarFeeds} from './calendar/calendar-feeds.js';
import {ReadCalendar} from './calendar/read-calendar.js';
import {AnswerEngagement} from './engagement/answer-engagement.js';
import {Engagement, EngagementRate} from './engagement/engagement.entity.js';
import {AnswerVersion} from './engagement/answer-version.js';
import {EndEngagement} from './engagement/end-engagement.js';
import {EndNightly} from './engagement/end-nightly.js';
import {EngagementParties} from './engagement/engagement-parties.js';
import {EngagementVersion, EngagementVersionRate} from './engagement/engagement-version.entity.js';
import {ProposeVersion} from './engagement/propose-version.js';
import {ReadVersions} from './engagement/read-versions.js';
import {ProposeEngagement} from './engagement/propose-engagement.js';
import {ReadEngagements} from './engagement/read-engagements.js';
import {BookingFacts} from './facts/booking-facts.js';
import {CoverFacts} from './facts/cover-facts.js';
import {ChangeFacts} from './facts/change-facts.js';
import {BookingPayer} from './funding/booking-payer.entity.js';
import {ChangePayers} from './funding/change-payers.js';
import {FollowFunds} from './funding/follow-funds.js';
import {FundPlanned} from './funding/fund-planned.js';
import {PauseSupport} from './pauses/pause-support.js';
import {ReadPauses} from './pauses/read-pauses.js';
import {ResumeSupport} from './pauses/resume-support.js';
import {SupportPause} from './pauses/support-pause.entity.js';
import {VisitFunding} from './funding/visit-funding.js';
import {ApproveSilently} from './hours/approve-silently.js';
import {ExpenseFiles} from './hours/expense-files.js';
import {Expenses} from './hours/expenses.js';
import {HoursCost} from './hours/hours-cost.js';
import {HoursRecord} from './hours/hours-record.entity.js';
import {HoursRule} from './hours/hours-rule.entity.js';
import {HoursRules} from './hours/hours-rules.js';
import {WorkerAges} from './hours/worker-ages.js';
import {ReadHours} from './hours/read-hours.js';
import {SetHoursRule} from './hours/set-hours-rule.js';
import {SpendHours} from './hours/spend-hours.js';
import {ExpenseFile, VisitExpense} from './hours/visit-expense.entity.js';
import {BookPlace} from './groups/book-place.js';
import {GroupWaiting} from './groups/group-waiting.entity.js';
import {WaitForPlace} from './groups/wait-for-place.js';
import {BookShared} from './shared/book-shared.js';
import {JoinShared} from './shared/join-shared.js';
import {NoteAbsence} from './shared/note-absence.js';
import {ReadShared} from './shared/read-shared.js';
import {SharedFacts} from './facts/shared-facts.js';
import {ReminderFacts} from './facts/reminder-facts.js';
import {ReminderRule} from './facts/reminder-rule.entity.js';
import {SetReminderRule} from './hours/set-reminder-rule.js';
import {MemberAway} from './shared/member-away.js';
import {SharedSides} from './shared/shared-sides.js';
import {Resplit} from './shared/resplit.js';
import {SayToShared} from './shared/say-to-shared.js';
import {SharedGroups} from './shared/shared-groups.js';
import {SharedAbsence, SharedMember, SharedSupport, SharedYes} from './shared/shared.entity.js';
import {StartShared} from './shared/start-shared.js';
import {AnswerInvoice} from './invoices/answer-invoice.js';
import {Invoice, InvoiceLine, InvoiceNumber, InvoicePayment} from './invoices/invoice.entity.js';
import {InvoiceParties} from './invoices/invoice-parties.js';
import {IssueInvoice} from './invoices/issue-invoice.js';
import {PayInvoice} from './invoices/pay-invoice.js';
import {ReadInvoices} from './invoices/read-invoices.js';
import {ArrangePay} from './pay/arrange-pay.js';
import {CloseTimesheet} from './pay/close-timesheet.js';
import {PayArrangement} from './pay/pay-arrangement.entity.js';
import {ReadTimesheets} from './pay/read-timesheets.js';
import {Timesheet, TimesheetVisit} from './pay/timesheet.entity.js';
import {FreeTimes} from './times/free-times.js';
import {ApproveHours} from './visit/approve-hours.js';
import {ReadWork} from './visit/read-work.js';
import {RecordHours} from './visit/record-hours.js';
import {ReadVisit} from './visit/read-visit.js';
import {NameWorker} from './visit/name-worker.js';
import {RecordNoShow} from './visit/record-no-show.js';
import {VisitsToLookAt} from './visit/visits-to-look-at.js';
import {Visit, VisitSplit} from './visit/visit.entity.js';

const OFFERED = [
  ProposeEngagement,
  AnswerEngagement,
  ReadEngagements,
  QuoteBooking,
  OwnVisits,
  RequestBooking,
  AcceptBooking,
  RefuseBooking,
  CancelBooking,
  ReadBookings,
  ReadWork,
  HolderBookings,
  RecordHours,
  ApproveHours,
  ApproveSilently,
  Expenses,
  ExpenseFiles,
  ReadHours,
  ArrangePay,
  SetHoursRule,
  BookPlace,
  WaitForPlace,
  StartShared,
  JoinShared,
  SayToShared,
  BookShared,
  NoteAbsence,
  ReadShared,
  IssueInvoice,
  AnswerInvoice,
  PayInvoice,
  ReadInvoices,
  ReadTimesheets,
  CloseTimesheet,
  FreeTimes,
  VisitsToLookAt,
  BookingFacts,
  BookingsBeyond,
  NoteBeyond,
  ReadCalendar,
  CalendarFeeds,
  ProposeChange,
  AnswerChange,
  ReadChanges,
  ChangeFacts,
  RecordNoShow,
  ReadVisit,
  PauseSupport,
  ResumeSupport,
  ReadPauses,
  ChangePayers,
  ProposeVersion,
  AnswerVersion,
  ReadVersions,
  EndEngagement,
  StartCover,
  AnswerCover,
  ReadCover,
  CoverFacts,
  SharedFacts,
  ReminderFacts,
  SetReminderRule,
  NameWorker,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Engagement,
      EngagementRate,
      Booking,
      BookingSplit,
      Visit,
      VisitSplit,
      BookingBeyond,
      CalendarFeed,
      VisitChange,
      VisitChangeTime,
      VisitChangeYes,
      SupportPause,
      BookingPayer,
      EngagementVersion,
      EngagementVersionRate,
      CoverRule,
      CoverRequest,
      CoverAsk,
      HoursRecord,
      HoursRule,
      ReminderRule,
      VisitExpense,
      ExpenseFile,
      PayArrangement,
      GroupWaiting,
      SharedSupport,
      SharedMember,
      SharedYes,
      SharedAbsence,
      Invoice,
      InvoiceLine,
      InvoiceNumber,
      InvoicePayment,
      Timesheet,
      TimesheetVisit,
    ]),
    AllocationsModule,
    ListingsModule,
    RegisterModule,
  ],
  providers: [
    ...OFFERED,
    PrepareBooking,
    BookingParties,
    ExpireBookings,
    BeyondNightly,
    CancelVisits,
    ExpireChanges,
    MoveVisits,
    PlanChange,
    VisitFunding,
    FundPlanned,
    FollowFunds,
    EndNightly,
    EngagementParties,
    BookCover,
    CoverClock,
    MoveCoverOn,
    HoursCost,
    HoursRules,
    WorkerAges,
    InvoiceParties,
    SharedGroups,
    Resplit,
    MemberAway,
    SharedSides,
    EverybodysYes,
    SpendHours,
  ],
  exports: OFFERED,
})
export class BookingsModule {}
