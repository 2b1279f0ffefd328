import {Module} from '@nestjs/common';
import {AllocationsModule} from '@app/allocations';
import {BookingsModule} from '@app/bookings';
import {ConversationsModule} from '@app/conversations';
import {DirectoryModule} from '@app/directory';
import {GeographyModule} from '@app/geography';
import {IdentityModule} from '@app/identity';
import {InsightModule} from '@app/insight';
import {ListingsModule} from '@app/listings';
import {NotificationsModule} from '@app/notifications';
import {ChoicesModule} from '@app/choices';
import {PlansModule} from '@app/plans';
import {RegisterModule} from '@app/register';
import {SearchModule} from '@app/search';
import {MembersAreaController} from './area/area.controller.js';
import {CouncilMembersAreaController} from './area/council-area.controller.js';
import {AccountsApiController} from './accounts/accounts.controller.js';
import {AppealsController} from './appeals/appeals.controller.js';
import {ApplicationsController} from './applications/applications.controller.js';
import {ConditionsController} from './applications/conditions.controller.js';
import {EvidenceController} from './applications/evidence.controller.js';
import {ApplyingController} from './applying/applying.controller.js';
import {DevelopmentController} from './development/development.controller.js';
import {EnquiriesController} from './applying/enquiries.controller.js';
import {FilesController} from './applying/files.controller.js';
import {RefereesController} from './applying/referees.controller.js';
import {UpdateServiceController} from './applications/update-service.controller.js';
import {BackupController} from './backup/backup.controller.js';
import {BookingsController} from './bookings/bookings.controller.js';
import {ExpensesController} from './bookings/expenses.controller.js';
import {LookAtController} from './bookings/look-at.controller.js';
import {VisitChangesController} from './bookings/changes.controller.js';
import {VisitsController} from './bookings/visits.controller.js';
import {BundleController} from './bundles/bundle.controller.js';
import {BudgetsController} from './budgets/budgets.controller.js';
import {AllocationImportsController} from './allocations/allocation-imports.controller.js';
import {ExportsController} from './allocations/exports.controller.js';
import {AgreementController} from './agreement/agreement.controller.js';
import {LineRulesController} from './line-rules/line-rules.controller.js';
import {RelationshipsController} from './line-rules/relationships.controller.js';
import {CouncilReviewsController} from './reviews/council-reviews.controller.js';
import {OwnReviewsApiController} from './reviews/own-reviews.controller.js';
import {CouncilMonitoringApiController} from './monitoring/council-monitoring.controller.js';
import {OwnMonitoringController} from './monitoring/own-monitoring.controller.js';
import {SamplesApiController} from './monitoring/samples.controller.js';
import {FundsApiController} from './funds/funds.controller.js';
import {OwnFundsApiController} from './funds/own-funds.controller.js';
import {MoneyController} from './budgets/money.controller.js';
import {CouncilBudgetsController} from './budgets/council-budgets.controller.js';
import {CouncilPurchasesController} from './budgets/council-purchases.controller.js';
import {PurchasesController} from './budgets/purchases.controller.js';
import {CommunityController} from './community/community.controller.js';
import {CommunityLinksController} from './community/community-links.controller.js';
import {CouncilCommunityController} from './community/council-community.controller.js';
import {DirectoryImportsController} from './directory/directory-imports.controller.js';
import {OpenReferralController} from './open-referral/open-referral.controller.js';
import {ContactController} from './contact/contact.controller.js';
import {LettersController} from './contact/letters.controller.js';
import {PeopleContactController} from './contact/people-contact.controller.js';
import {ReceiptsController} from './contact/receipts.controller.js';
import {UndeliveredController} from './contact/undelivered.controller.js';
import {AdvertsController} from './adverts/adverts.controller.js';
import {CouncilAdvertsController} from './adverts/council-adverts.controller.js';
import {OwnAdvertsController} from './adverts/own-adverts.controller.js';
import {ConversationReportsController} from './conversations/conversation-reports.controller.js';
import {ConversationsController} from './conversations/conversations.controller.js';
import {ComplaintsController} from './complaints/complaints.controller.js';
import {SafeguardingController} from './concerns/safeguarding.controller.js';
import {ConcernsController} from './concerns/concerns.controller.js';
import {DeskController} from './desk/desk.controller.js';
import {EngagementsController} from './engagements/engagements.controller.js';
import {CoverController} from './cover/cover.controller.js';
import {EngagementVersionsController} from './engagements/versions.controller.js';
import {PayApiController} from './pay/pay.controller.js';
import {PlacesApiController} from './groups/places.controller.js';
import {SharedSupportController} from './shared/shared.controller.js';
import {PausesController} from './pauses/pauses.controller.js';
import {FiguresController} from './figures/figures.controller.js';
import {ImportsController} from './imports/imports.controller.js';
import {InvoicesApiController} from './invoices/invoices.controller.js';
import {ListingChangesController} from './listing-changes/listing-changes.controller.js';
import {ListingVersionsController} from './listing-changes/listing-versions.controller.js';
import {TakenDownPicturesController} from './listing-changes/taken-down-pictures.controller.js';
import {ListingsController} from './listings/listings.controller.js';
import {OwnListingController} from './listings/own-listing.controller.js';
import {OwnOfferController} from './listings/own-offer.controller.js';
import {OwnDraftController} from './listings/own-draft.controller.js';
import {OrganisationsController} from './organisations/organisations.controller.js';
import {WorkersController} from './organisations/workers.controller.js';
import {WorkerChecksController} from './applications/worker-checks.controller.js';
import {PictureController} from './listings/own-picture.controller.js';
import {CareRegistrationController} from './members/care-registration.controller.js';
import {OwnOffersController} from './listings/own-offers.controller.js';
import {LapsesController} from './members/lapses.controller.js';
import {StandingController} from './members/standing.controller.js';
import {SanctionsController} from './members/sanctions.controller.js';
import {SuspensionsController} from './members/suspensions.controller.js';
import {DataRequestsController} from './privacy/data-requests.controller.js';
import {ProcessingController} from './privacy/processing.controller.js';
import {CouncilPlansController} from './plans/council-plans.controller.js';
import {PlansController} from './plans/plans.controller.js';
import {CouncilFeedbackController} from './feedback/council-feedback.controller.js';
import {FeedbackController} from './feedback/feedback.controller.js';
import {SavedSearchesController} from './saved-searches/saved-searches.controller.js';
import {ShortlistController} from './shortlist/shortlist.controller.js';
import {ShortlistSharesController} from './shortlist/shortlist-shares.controller.js';
import {ProposalsController} from './proposals/proposals.controller.js';
import {RequestsController} from './requests/requests.controller.js';
import {SchemeVersionsController} from './schemes/scheme-versions.controller.js';
import {NoticesController} from './notices/notices.controller.js';
import {BehalfController} from './representation/behalf.controller.js';
import {CouncilPeopleController} from './representation/council-people.controller.js';
import {RepresentationsController} from './representation/representations.controller.js';
import {RetentionController} from './retention/retention.controller.js';
import {RenewalsController} from './renewals/renewals.controller.js';
import {SearchWordsController} from './search-words/search-words.controller.js';
import {SearchController} from './search/search.controller.js';
import {MachinesController} from './machines/machines.controller.js';
import {TokenController} from './machines/token.controller.js';
import {OwnSessionsController} from './sessions/own-sessions.controller.js';
import {SecondFactorsController} from './sessions/second-factors.controller.js';
import {SessionsController} from './sessions/sessions.controller.js';
import {SignInWaysController} from './sign-in/sign-in.controller.js';
import {TimesController} from './times/times.controller.js';
import {TrainingCoursesController} from './training/training-courses.controller.js';

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
    SessionsController,
    SecondFactorsController,
    OwnSessionsController,
    TokenController,
    MachinesController,
    AccountsApiController,
    RepresentationsController,
    CouncilPeopleController,
    BehalfController,
    SignInWaysController,
    ApplicationsController,
    EvidenceController,
    ApplyingController,
    FilesController,
    RefereesController,
    EnquiriesController,
    DevelopmentController,
    UpdateServiceController,
    SchemeVersionsController,
    TrainingCoursesController,
    RequestsController,
    DeskController,
    ConditionsController,
    AppealsController,
    SanctionsController,
    ConcernsController,
    SafeguardingController,
    ComplaintsController,
    ConversationsController,
    ConversationReportsController,
    ShortlistController,
    ShortlistSharesController,
    SavedSearchesController,
    FeedbackController,
    CouncilFeedbackController,
    OwnAdvertsController,
    AdvertsController,
    CouncilAdvertsController,
    DataRequestsController,
    ProcessingController,
    LookAtController,
    CareRegistrationController,
    LapsesController,
    SuspensionsController,
    StandingController,
    ImportsController,
    BundleController,
    RetentionController,
    FiguresController,
    OwnListingController,
    OwnOfferController,
    OwnDraftController,
    OrganisationsController,
    WorkersController,
    WorkerChecksController,
    PictureController,
    OwnOffersController,
    ListingsController,
    TimesController,
    SearchController,
    CommunityController,
    CommunityLinksController,
    CouncilCommunityController,
    DirectoryImportsController,
    OpenReferralController,
    MembersAreaController,
    CouncilMembersAreaController,
    SearchWordsController,
    BudgetsController,
    CouncilBudgetsController,
    ...[
      LineRulesController,
      RelationshipsController,
      MoneyController,
      CouncilReviewsController,
      OwnReviewsApiController,
      CouncilMonitoringApiController,
      OwnMonitoringController,
      SamplesApiController,
      FundsApiController,
      OwnFundsApiController,
      AgreementController,
    ],
    PurchasesController,
    CouncilPurchasesController,
    AllocationImportsController,
    ExportsController,
    EngagementsController,
    BookingsController,
    VisitsController,
    VisitChangesController,
    EngagementVersionsController,
    PausesController,
    PayApiController,
    PlacesApiController,
    SharedSupportController,
    CoverController,
    ExpensesController,
    InvoicesApiController,
    PlansController,
    CouncilPlansController,
    ProposalsController,
    BackupController,
    NoticesController,
    ContactController,
    PeopleContactController,
    UndeliveredController,
    LettersController,
    ReceiptsController,
    RenewalsController,
    ListingChangesController,
    ListingVersionsController,
    TakenDownPicturesController,
  ],
})
export class ApiModule {}
