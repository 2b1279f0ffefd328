import {Module} from '@nestjs/common';
import {AllocationsModule} from '@app/allocations';
import {BookingsModule} from '@app/bookings';
import {ChoicesModule} from '@app/choices';
import {ConversationsModule} from '@app/conversations';
import {DirectoryModule} from '@app/directory';
import {GeographyModule} from '@app/geography';
import {IdentityModule} from '@app/identity';
import {InsightModule} from '@app/insight';
import {ListingsModule} from '@app/listings';
import {PlansModule} from '@app/plans';
import {RegisterModule} from '@app/register';
import {NotificationsModule} from '@app/notifications';
import {SearchModule} from '@app/search';
import {ActingController} from './journeys/acting/acting.controller.js';
import {AgreeController} from './journeys/agree/agree.controller.js';
import {AgreementController} from './journeys/agree/agreement.controller.js';
import {ALLOCATION_PAGES} from './journeys/allocations/allocation.pages.js';
import {ApplyPages} from './journeys/apply/apply-page.js';
import {APPLY_PAGES} from './journeys/apply/apply.pages.js';
import {BackupPageController} from './journeys/backup/backup.controller.js';
import {DutyBackupController} from './journeys/backup/duty-backup.controller.js';
import {BookController} from './journeys/book/book.controller.js';
import {BookingController} from './journeys/booking/booking.controller.js';
import {BookingPages} from './journeys/booking/booking-page.js';
import {CancelController} from './journeys/booking/cancel.controller.js';
import {BudgetController} from './journeys/budget/budget.controller.js';
import {StatementController} from './journeys/budget/statement.controller.js';
import {CALENDAR_PAGES} from './journeys/calendar/calendar.pages.js';
import {CHANGE_PAGES} from './journeys/changes/change.pages.js';
import {ContactPages} from './journeys/contact/contact-pages.js';
import {CONTACT_PAGES} from './journeys/contact/contact.routes.js';
import {DP_AGREEMENT_PAGES} from './journeys/dp-agreement/dp-agreement.pages.js';
import {FINANCE_PAGES} from './journeys/finance/finance.pages.js';
import {LINE_RULE_PAGES} from './journeys/line-rules/line-rule.pages.js';
import {COUNCIL_BUDGET_PAGES} from './journeys/council-budgets/council-budget.pages.js';
import {CONVERSATION_PAGES} from './journeys/conversations/conversation.pages.js';
import {ADVERT_PAGES} from './journeys/adverts/advert.pages.js';
import {COUNCIL_PAGES} from './journeys/council/council.pages.js';
import {AREA_PAGES} from './journeys/area/area.pages.js';
import {GROUP_PAGES} from './journeys/groups/group.pages.js';
import {FindController} from './journeys/find/find.controller.js';
import {SearchWordsController} from './journeys/search-words/search-words.controller.js';
import {RETENTION_PAGES} from './journeys/retention/retention.pages.js';
import {FiguresPageController} from './journeys/figures/figures.controller.js';
import {IMPORT_PAGES} from './journeys/imports/imports.pages.js';
import {IssuersController} from './journeys/issuers/issuers.controller.js';
import {InformationController} from './journeys/information/information.controller.js';
import {LanguageController} from './journeys/language/language.controller.js';
import {ListingActions} from './journeys/listing/listing-action.js';
import {ListingForHolder} from './journeys/listing/listing-for-holder.js';
import {ListingController} from './journeys/listing/listing.controller.js';
import {PictureController} from './journeys/listing/picture.controller.js';
import {EditListing} from './journeys/own-listing/edit-listing.js';
import {EditExceptions} from './journeys/own-listing/edit-exceptions.js';
import {OWN_LISTING_PAGES} from './journeys/own-listing/own-listing.pages.js';
import {WORKERS_PAGES} from './journeys/workers/workers.pages.js';
import {MessagesController} from './journeys/messages/messages.controller.js';
import {OutboxController} from './journeys/outbox/outbox.controller.js';
import {HoursRulesController} from './journeys/hours-rules/hours-rules.controller.js';
import {PlacesController} from './journeys/groups-book/places.controller.js';
import {SHARED_PAGES} from './journeys/shared/shared.pages.js';
import {INVOICE_PAGES} from './journeys/invoices/invoice.pages.js';
import {PAY_PAGES} from './journeys/pay/pay.pages.js';
import {PLAN_PAGES} from './journeys/plan/plan.pages.js';
import {PROPOSAL_PAGES} from './journeys/proposal/proposal.pages.js';
import {PRIVACY_PAGES} from './journeys/privacy/privacy.pages.js';
import {REPRESENTATION_PAGES} from './journeys/representation/representation.pages.js';
import {FEEDBACK_PAGES} from './journeys/feedback/feedback.pages.js';
import {SEARCH_PAGES} from './journeys/searches/searches.pages.js';
import {SHORTLIST_PAGES, SHORTLIST_PARTS} from './journeys/shortlist/shortlist.pages.js';
import {SAFE_PAGES} from './journeys/safe/safe.pages.js';
import {SCHEME_PAGES} from './journeys/schemes/schemes.pages.js';
import {EMPLOYING_PAGES} from './journeys/employing/employing.pages.js';
import {FUND_PAGES} from './journeys/funds/fund.pages.js';
import {SurveyController} from './journeys/survey/survey.controller.js';
import {MONEY_RULE_PAGES} from './journeys/money-rules/money-rules.pages.js';
import {MONITORING_PAGES} from './journeys/monitoring/monitoring.pages.js';
import {REVIEW_PAGES} from './journeys/reviews/review.pages.js';
import {RENEWAL_PAGES} from './journeys/renewals/renewal.pages.js';
import {PURCHASE_PAGES} from './journeys/purchases/purchase.pages.js';
import {PROGRAM_PAGES} from './journeys/programs/program.pages.js';
import {SECURITY_PAGES} from './journeys/security/security.pages.js';
import {Entrance} from './journeys/sign-in/entrance.js';
import {BrowserKey} from './journeys/sign-in/browser-key.js';
import {SignInPage} from './journeys/sign-in/sign-in-page.js';
import {SIGN_IN_PAGES} from './journeys/sign-in/sign-in.pages.js';
import {CorrectHoursController} from './journeys/support/correct.controller.js';
import {HoursController} from './journeys/support/hours.controller.js';
import {SupportController} from './journeys/support/support.controller.js';
import {SupportPages} from './journeys/support/support-page.js';
import {WordsController} from './journeys/words/words.controller.js';
import {StartController} from './journeys/start/start.controller.js';
import {COVER_PAGES} from './journeys/cover/cover.pages.js';
import {PAUSE_PAGES} from './journeys/pause/pause.pages.js';
import {TERMS_PAGES} from './journeys/terms/terms-pages.js';
import {VISIT_PAGES} from './journeys/visit/visit.pages.js';
import {VETTING_PAGES} from './journeys/vetting/vetting.pages.js';
import {SendOfflineHours} from './journeys/work/send-offline-hours.js';
import {WORK_PAGES} from './journeys/work/work.pages.js';

@Module({
  imports: [
    IdentityModule,
    GeographyModule,
    RegisterModule,
    ListingsModule,
    AllocationsModule,
    BookingsModule,
    PlansModule,
    ChoicesModule,
    ConversationsModule,
    DirectoryModule,
    SearchModule,
    InsightModule,
    NotificationsModule,
  ],
  controllers: [
    StartController,
    FindController,
    InformationController,
    IssuersController,
    ...SIGN_IN_PAGES,
    LanguageController,
    ActingController,
    ListingController,
    PictureController,
    AgreeController,
    AgreementController,
    BookController,
    BookingController,
    CancelController,
    ...VISIT_PAGES,
    ...TERMS_PAGES,
    ...PAUSE_PAGES,
    ...COVER_PAGES,
    BudgetController,
    StatementController,
    ...PURCHASE_PAGES,
    SupportController,
    HoursController,
    CorrectHoursController,
    HoursRulesController,
    PlacesController,
    ...SHARED_PAGES,
    ...INVOICE_PAGES,
    ...PAY_PAGES,
    ...PLAN_PAGES,
    ...SHORTLIST_PAGES,
    ...SEARCH_PAGES,
    ...FEEDBACK_PAGES,
    ...PROPOSAL_PAGES,
    BackupPageController,
    DutyBackupController,
    MessagesController,
    OutboxController,
    WordsController,
    ...CALENDAR_PAGES,
    SearchWordsController,
    ...CONTACT_PAGES,
    ...CONVERSATION_PAGES,
    ...ADVERT_PAGES,
    ...GROUP_PAGES,
    ...AREA_PAGES,
    ...WORK_PAGES,
    ...OWN_LISTING_PAGES,
    ...WORKERS_PAGES,
    ...COUNCIL_PAGES,
    // Before those of budgets: their places are names where a budget's is a number.
    ...[...LINE_RULE_PAGES, ...FINANCE_PAGES, ...DP_AGREEMENT_PAGES],
    ...COUNCIL_BUDGET_PAGES,
    ...REVIEW_PAGES,
    ...MONEY_RULE_PAGES,
    ...MONITORING_PAGES,
    ...EMPLOYING_PAGES,
    ...FUND_PAGES,
    SurveyController,
    ...ALLOCATION_PAGES,
    ...VETTING_PAGES,
    ...SAFE_PAGES,
    ...PRIVACY_PAGES,
    ...SCHEME_PAGES,
    ...APPLY_PAGES,
    ...IMPORT_PAGES,
    FiguresPageController,
    ...RETENTION_PAGES,
    ...RENEWAL_PAGES,
    ...CHANGE_PAGES,
    ...SECURITY_PAGES,
    ...PROGRAM_PAGES,
    ...REPRESENTATION_PAGES,
  ],
  providers: [
    ...SHORTLIST_PARTS,
    Entrance,
    ListingActions,
    ListingForHolder,
    BookingPages,
    SupportPages,
    SendOfflineHours,
    EditExceptions,
    EditListing,
    ApplyPages,
    BrowserKey,
    SignInPage,
    ContactPages,
  ],
})
export class WebModule {}
