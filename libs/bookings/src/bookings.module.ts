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
import {PrepareBooking} from './booking/prepare-booking.js';
import {QuoteBooking} from './booking/quote-booking.js';
import {ReadBookings} from './booking/read-bookings.js';
import {RefuseBooking} from './booking/refuse-booking.js';
import {RequestBooking} from './booking/request-booking.js';
import {CalendarFeed} from './calendar/calendar-feed.entity.js';
import {CalendarFeeds} from './calendar/calendar-feeds.js';
import {ReadCalendar} from './calendar/read-calendar.js';
import {AnswerEngagement} from './engagement/answer-engagement.js';
import {Engagement, EngagementRate} from './engagement/engagement.entity.js';
import {ProposeEngagement} from './engagement/propose-engagement.js';
import {ReadEngagements} from './engagement/read-engagements.js';
import {BookingFacts} from './facts/booking-facts.js';
import {ApproveSilently} from './hours/approve-silently.js';
import {ExpenseFiles} from './hours/expense-files.js';
import {Expenses} from './hours/expenses.js';
import {HoursCost} from './hours/hours-cost.js';
import {HoursRecord} from './hours/hours-record.entity.js';
import {HoursRule, MinimumWage} from './hours/hours-rule.entity.js';
import {HoursRules} from './hours/hours-rules.js';
import {WorkerAges} from './hours/worker-ages.js';
import {ReadHours} from './hours/read-hours.js';
import {SetHoursRule} from './hours/set-hours-rule.js';
import {SpendHours} from './hours/spend-hours.js';
import {ExpenseFile, VisitExpense} from './hours/visit-expense.entity.js';
import {BookShared} from './shared/book-shared.js';
import {JoinShared} from './shared/join-shared.js';
import {NoteAbsence} from './shared/note-absence.js';
import {ReadShared} from './shared/read-shared.js';
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
import {HolidayRule, PayArrangement} from './pay/pay-arrangement.entity.js';
import {ReadTimesheets} from './pay/read-timesheets.js';
import {Timesheet, TimesheetVisit} from './pay/timesheet.entity.js';
import {FreeTimes} from './times/free-times.js';
import {ApproveHours} from './visit/approve-hours.js';
import {ReadWork} from './visit/read-work.js';
import {RecordHours} from './visit/record-hours.js';
import {VisitsToLookAt} from './visit/visits-to-look-at.js';
import {Visit, VisitSplit} from './visit/visit.entity.js';

const OFFERED = [
  ProposeEngagement,
  AnswerEngagement,
  ReadEngagements,
  QuoteBooking,
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
      HoursRecord,
      HoursRule,
      MinimumWage,
      VisitExpense,
      ExpenseFile,
      PayArrangement,
      SharedSupport,
      SharedMember,
      SharedYes,
      SharedAbsence,
      Invoice,
      InvoiceLine,
      InvoiceNumber,
      InvoicePayment,
      HolidayRule,
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
    HoursCost,
    HoursRules,
    WorkerAges,
    InvoiceParties,
    SharedGroups,
    Resplit,
    SpendHours,
    ExpireBookings,
    BeyondNightly,
  ],
  exports: OFFERED,
})
export class BookingsModule {}
