import {Tenancy1764000000000} from './1764000000000-tenancy.js';
import {StateTransitions1764000050000} from './1764000050000-state-transitions.js';
import {Outbox1764000100000} from './1764000100000-outbox.js';
import {Idempotency1764000150000} from './1764000150000-idempotency.js';
import {Identity1764000200000} from './1764000200000-identity.js';
import {Audit1764000300000} from './1764000300000-audit.js';
import {Geography1764000400000} from './1764000400000-geography.js';
import {Register1764000500000} from './1764000500000-register.js';
import {RegisterRules1764000510000} from './1764000510000-register-rules.js';
import {Standing1764000520000} from './1764000520000-standing.js';
import {Listings1764000600000} from './1764000600000-listings.js';
import {Services1764000610000} from './1764000610000-services.js';
import {PublicListings1764000620000} from './1764000620000-public-listings.js';
import {Allocations1764000700000} from './1764000700000-allocations.js';
import {Ledger1764000800000} from './1764000800000-ledger.js';
import {Bookings1764000900000} from './1764000900000-bookings.js';
import {SameCouncil1764000910000} from './1764000910000-same-council.js';
import {IdentitySameCouncil1764000930000} from './1764000930000-identity-same-council.js';
import {OwnerFunctions1764000940000} from './1764000940000-owner-functions.js';
import {NumbersAndTimes1764000950000} from './1764000950000-numbers-and-times.js';
import {ActingFor1764000960000} from './1764000960000-acting-for.js';
import {Search1764001000000} from './1764001000000-search.js';
import {QueriedHours1764001010000} from './1764001010000-queried-hours.js';
import {StandingFacts1764100000000} from './1764100000000-standing-facts.js';
import {StandingFactsRules1764100010000} from './1764100010000-standing-facts-rules.js';
import {StandingInTime1764100100000} from './1764100100000-standing-in-time.js';
import {StandingOfAll1764100110000} from './1764100110000-standing-of-all.js';
import {StandingOfAllAtOnce1764100120000} from './1764100120000-standing-of-all-at-once.js';
import {DbsRules1764110000000} from './1764110000000-dbs-rules.js';
import {TrainingCourses1764110010000} from './1764110010000-training-courses.js';
import {UpdateService1764110020000} from './1764110020000-update-service.js';
import {PlannedVersions1764110030000} from './1764110030000-planned-versions.js';
import {Applying1764120000000} from './1764120000000-applying.js';
import {ApplyingRules1764120001000} from './1764120001000-applying-rules.js';
import {ApplicationRequests1764130000000} from './1764130000000-application-requests.js';
import {VettingDesk1764130100000} from './1764130100000-vetting-desk.js';
import {Decisions1764130200000} from './1764130200000-decisions.js';
import {Terminations1764130300000} from './1764130300000-terminations.js';
import {Concerns1764130400000} from './1764130400000-concerns.js';
import {Appeals1764130500000} from './1764130500000-appeals.js';
import {AppealRules1764130510000} from './1764130510000-appeal-rules.js';
import {RecordProofs1764140000000} from './1764140000000-record-proofs.js';
import {RegisterImport1764140100000} from './1764140100000-register-import.js';
import {Retention1764140200000} from './1764140200000-retention.js';
import {ApplicationStages1764140300000} from './1764140300000-application-stages.js';
import {RetentionOfPapers1764140400000} from './1764140400000-retention-of-papers.js';
import {RetentionAndAppeals1764140500000} from './1764140500000-retention-and-appeals.js';
import {Notices1764150000000} from './1764150000000-notices.js';
import {Renewals1764150010000} from './1764150010000-renewals.js';
import {BookingsBeyond1764150020000} from './1764150020000-bookings-beyond.js';
import {ListingChanges1764150030000} from './1764150030000-listing-changes.js';
import {LapseCandidates1764150100000} from './1764150100000-lapse-candidates.js';
import {CheckedWhenFirstShown1764150110000} from './1764150110000-checked-when-first-shown.js';
import {QueueByStage1764160000000} from './1764160000000-queue-by-stage.js';
import {ApplyingKept1764170010000} from './1764170010000-applying-kept.js';
import {ReferencesByTheirRule1764170020000} from './1764170020000-references-by-their-rule.js';
import {WrittenDown1764170100000} from './1764170100000-written-down.js';
import {RegisterStatistics1764180000000} from './1764180000000-register-statistics.js';
import {MoreRecordProofs1764180010000} from './1764180010000-more-record-proofs.js';
import {RetentionOfAppealsAndEnquiries1764180020000} from './1764180020000-retention-of-appeals-and-enquiries.js';
import {WhoRecords1764190000000} from './1764190000000-who-records.js';
import {StandingOfAllInOnePass1764200000000} from './1764200000000-standing-of-all-in-one-pass.js';
import {QueueOfMany1764200010000} from './1764200010000-queue-of-many.js';
import {CheckedAtApproval1764201000000} from './1764201000000-checked-at-approval.js';
import {LimitsBeginToday1764201010000} from './1764201010000-limits-begin-today.js';
import {RetentionOfMeasures1764201020000} from './1764201020000-retention-of-measures.js';
import {CapacityRecords1764202000000} from './1764202000000-capacity-records.js';
import {RepresentationFacts1764202001000} from './1764202001000-representation-facts.js';
import {BehalfContacts1764202002000} from './1764202002000-behalf-contacts.js';
import {ActingGrants1764202003000} from './1764202003000-acting-grants.js';
import {DoneForSomebody1764202004000} from './1764202004000-done-for-somebody.js';
import {GrantsHeld1764202005000} from './1764202005000-grants-held.js';
import {IdentityProviders1764203000000} from './1764203000000-identity-providers.js';
import {SignInLinks1764203010000} from './1764203010000-sign-in-links.js';
import {SessionLimits1764204000000} from './1764204000000-session-limits.js';
import {SecondFactors1764204001000} from './1764204001000-second-factors.js';
import {MachineClients1764204002000} from './1764204002000-machine-clients.js';
import {ContactPreferences1764205000000} from './1764205000000-contact-preferences.js';
import {Deliveries1764205010000} from './1764205010000-deliveries.js';
import {ConcernsFromAnybody1764207000000} from './1764207000000-concerns-from-anybody.js';
import {Complaints1764207010000} from './1764207010000-complaints.js';
import {DataRequests1764207020000} from './1764207020000-data-requests.js';
import {ErasureAndRetention1764207030000} from './1764207030000-erasure-and-retention.js';
import {SupportPlans1764300000000} from './1764300000000-support-plans.js';
import {Proposals1764300010000} from './1764300010000-proposals.js';
import {BackupContacts1764300020000} from './1764300020000-backup-contacts.js';
import {LinkMinutes1764300030000} from './1764300030000-link-minutes.js';
import {LineTerms1764310000000} from './1764310000000-line-terms.js';
import {LedgerAccounts1764310010000} from './1764310010000-ledger-accounts.js';
import {Purchases1764310020000} from './1764310020000-purchases.js';
import {AllocationImport1764310030000} from './1764310030000-allocation-import.js';
import {FinanceExports1764310040000} from './1764310040000-finance-exports.js';
import {Conversations1764320000000} from './1764320000000-conversations.js';
import {Adverts1764320001000} from './1764320001000-adverts.js';
import {Development1764320002000} from './1764320002000-development.js';
import {StillRight1764320003000} from './1764320003000-still-right.js';
import {SearchTerms1764330000000} from './1764330000000-search-terms.js';
import {SearchPatterns1764330001000} from './1764330001000-search-patterns.js';
import {MissedSearches1764330002000} from './1764330002000-missed-searches.js';
import {SearchFacets1764330003000} from './1764330003000-search-facets.js';
import {CalendarFeeds1764340000000} from './1764340000000-calendar-feeds.js';
import {Shortlists1764350000000} from './1764350000000-shortlists.js';
import {SavedSearches1764350001000} from './1764350001000-saved-searches.js';
import {Feedback1764350002000} from './1764350002000-feedback.js';
import {UnusedAccounts1764350003000} from './1764350003000-unused-accounts.js';
import {WhatAListingSays1764360000000} from './1764360000000-what-a-listing-says.js';
import {FreeTimes1764360001000} from './1764360001000-free-times.js';
import {Offers1764360002000} from './1764360002000-offers.js';
import {ListingDrafts1764360003000} from './1764360003000-listing-drafts.js';
import {Community1764370000000} from './1764370000000-community.js';
import {BringingIn1764370010000} from './1764370010000-bringing-in.js';
import {RegulatedCare1764370020000} from './1764370020000-regulated-care.js';
import {MembersArea1764370030000} from './1764370030000-members-area.js';
import {LedgerInBulk1764380000000} from './1764380000000-ledger-in-bulk.js';
import {WhoALineMayPay1764380010000} from './1764380010000-who-a-line-may-pay.js';
import {MoneyMoves1764380020000} from './1764380020000-money-moves.js';
import {DirectPaymentAgreements1764380030000} from './1764380030000-direct-payment-agreements.js';
import {BudgetReviews1764390000000} from './1764390000000-budget-reviews.js';
import {Monitoring1764390010000} from './1764390010000-monitoring.js';
import {Surplus1764390020000} from './1764390020000-surplus.js';
import {EmploymentRates1764390030000} from './1764390030000-employment-rates.js';
import {FundStatements1764390040000} from './1764390040000-fund-statements.js';
import {FigureTargets1764390050000} from './1764390050000-figure-targets.js';
import {OutcomeSurvey1764390060000} from './1764390060000-outcome-survey.js';
import {VisitChanges1764400000000} from './1764400000000-visit-changes.js';
import {Pauses1764400010000} from './1764400010000-pauses.js';
import {EngagementVersions1764400020000} from './1764400020000-engagement-versions.js';
import {Cover1764400030000} from './1764400030000-cover.js';
import {HoursToPay1764410000000} from './1764410000000-hours-to-pay.js';
import {NightsAndPay1764410001000} from './1764410001000-nights-and-pay.js';
import {Invoices1764410002000} from './1764410002000-invoices.js';
import {SharedSupport1764410003000} from './1764410003000-shared-support.js';
import {PlacesInGroups1764410004000} from './1764410004000-places-in-groups.js';
import {SearchTimes1764420000000} from './1764420000000-search-times.js';
import {SearchPositions1764420001000} from './1764420001000-search-positions.js';
import {SearchWhere1764420002000} from './1764420002000-search-where.js';
import {SearchSessions1764420003000} from './1764420003000-search-sessions.js';
import {KeepResourceFiles1764430000000} from './1764430000000-keep-resource-files.js';
import {GroupTimes1764469000000} from './1764469000000-group-times.js';
import {BuffersAndShortestVisits1764500000000} from './1764500000000-buffers-and-shortest-visits.js';
import {CancellationRules1764500010000} from './1764500010000-cancellation-rules.js';
import {ListingPictures1764500020000} from './1764500020000-listing-pictures.js';
import {ServiceTypes1764500030000} from './1764500030000-service-types.js';
import {OrganisationRoles1764500040000} from './1764500040000-organisation-roles.js';
import {AreaCharges1764510000000} from './1764510000000-area-charges.js';
import {DevelopmentDesk1764510010000} from './1764510010000-development-desk.js';
import {ContactInWords1764510020000} from './1764510020000-contact-in-words.js';
import {RatesInOnePlace1764520000000} from './1764520000000-rates-in-one-place.js';
import {HoldAndPromise1764520010000} from './1764520010000-hold-and-promise.js';
import {RetentionOfMoneyTalk1764520020000} from './1764520020000-retention-of-money-talk.js';
import {SharedVisitsMove1764530000000} from './1764530000000-shared-visits-move.js';
import {Reminders1764530001000} from './1764530001000-reminders.js';
import {NamedWorkers1764530002000} from './1764530002000-named-workers.js';
import {SearchWordsInline1764540000000} from './1764540000000-search-words-inline.js';
import {PicturesTakenDown1764600000000} from './1764600000000-pictures-taken-down.js';
import {FreeTimesInFewerSteps1764600010000} from './1764600010000-free-times-in-fewer-steps.js';
import {CourseWaiting1764610000000} from './1764610000000-course-waiting.js';
import {DevelopmentByTheClock1764610001000} from './1764610001000-development-by-the-clock.js';
import {WhoWantsNothingOfWhom1764610002000} from './1764610002000-who-wants-nothing-of-whom.js';
import {OwnPartOfSurplus1764620000000} from './1764620000000-own-part-of-surplus.js';
import {HolidaysInOnePlace1764620010000} from './1764620010000-holidays-in-one-place.js';
import {ReversalsMirror1764620020000} from './1764620020000-reversals-mirror.js';
import {OwnReading1764620030000} from './1764620030000-own-reading.js';
import {OnePersonOnePlace1764630000000} from './1764630000000-one-person-one-place.js';
import {PaidWhilePaused1764630001000} from './1764630001000-paid-while-paused.js';
import {PlansOfTriggers1764650000000} from './1764650000000-plans-of-triggers.js';
import {SentElsewhere1764660000000} from './1764660000000-sent-elsewhere.js';
import {CourtJudgments1764670000000} from './1764670000000-court-judgments.js';
import {SourcesFound1764690000000} from './1764690000000-sources-found.js';
import {ImportRowsGo1764690010000} from './1764690010000-import-rows-go.js';
import {EntriesCheckedTogether1764690020000} from './1764690020000-entries-checked-together.js';
import {TouchedByTheirOwn1764700000000} from './1764700000000-touched-by-their-own.js';
import {EachWorker1764700010000} from './1764700010000-each-worker.js';
import {CheckedWorkersVisit1764700020000} from './1764700020000-checked-workers-visit.js';
import {StatusCheck1764720000000} from './1764720000000-status-check.js';
import {PaidAsOnTheDay1764720001000} from './1764720001000-paid-as-on-the-day.js';
import {AskedWhereThereIsSomething1764720002000} from './1764720002000-asked-where-there-is-something.js';
import {TodaysDateInLondon1764730000000} from './1764730000000-todays-date-in-london.js';
import {PersonalCareByAnyName1764740000000} from './1764740000000-personal-care-by-any-name.js';
import {RegulatedCareStays1764740001000} from './1764740001000-regulated-care-stays.js';
import {NoRegulatedGroups1764740002000} from './1764740002000-no-regulated-groups.js';
import {CoverWhenAsked1764740003000} from './1764740003000-cover-when-asked.js';
import {BlockedByEveryWay1764750000000} from './1764750000000-blocked-by-every-way.js';
import {AskedByWhomItShowsTo1764750010000} from './1764750010000-asked-by-whom-it-shows-to.js';
import {NoContactInListings1764750020000} from './1764750020000-no-contact-in-listings.js';
import {PlansOfFreeTimes1764760000000} from './1764760000000-plans-of-free-times.js';
import {ClockTimesWrittenIn1764760001000} from './1764760001000-clock-times-written-in.js';
import {CouncilOfLiveListing1764760002000} from './1764760002000-council-of-live-listing.js';
import {NotWantedAtVisits1764770000000} from './1764770000000-not-wanted-at-visits.js';
import {NotWantedAsCover1764770001000} from './1764770001000-not-wanted-as-cover.js';
import {RegulatedCareInAgreements1764770010000} from './1764770010000-regulated-care-in-agreements.js';
import {PeopleByShortNames1764771000000} from './1764771000000-people-by-short-names.js';
import {PersonalCareSaid1764772000000} from './1764772000000-personal-care-said.js';
import {RestsForTheCouncil1764772001000} from './1764772001000-rests-for-the-council.js';
import {AddressOfReading1764772002000} from './1764772002000-address-of-reading.js';
import {OneStatementOfRegulation1764772900000} from './1764772900000-one-statement-of-regulation.js';

/** In order. A landed migration is never edited: the next one mends it. */
export const migrations = [
  Tenancy1764000000000,
  StateTransitions1764000050000,
  Outbox1764000100000,
  Idempotency1764000150000,
  Identity1764000200000,
  Audit1764000300000,
  Geography1764000400000,
  Register1764000500000,
  RegisterRules1764000510000,
  Standing1764000520000,
  Listings1764000600000,
  Services1764000610000,
  PublicListings1764000620000,
  Allocations1764000700000,
  Ledger1764000800000,
  Bookings1764000900000,
  SameCouncil1764000910000,
  IdentitySameCouncil1764000930000,
  OwnerFunctions1764000940000,
  NumbersAndTimes1764000950000,
  ActingFor1764000960000,
  Search1764001000000,
  QueriedHours1764001010000,
  StandingFacts1764100000000,
  StandingFactsRules1764100010000,
  StandingInTime1764100100000,
  StandingOfAll1764100110000,
  StandingOfAllAtOnce1764100120000,
  DbsRules1764110000000,
  TrainingCourses1764110010000,
  UpdateService1764110020000,
  PlannedVersions1764110030000,
  Applying1764120000000,
  ApplyingRules1764120001000,
  ApplicationRequests1764130000000,
  VettingDesk1764130100000,
  Decisions1764130200000,
  Terminations1764130300000,
  Concerns1764130400000,
  Appeals1764130500000,
  AppealRules1764130510000,
  RecordProofs1764140000000,
  RegisterImport1764140100000,
  Retention1764140200000,
  ApplicationStages1764140300000,
  RetentionOfPapers1764140400000,
  RetentionAndAppeals1764140500000,
  Notices1764150000000,
  Renewals1764150010000,
  BookingsBeyond1764150020000,
  ListingChanges1764150030000,
  LapseCandidates1764150100000,
  CheckedWhenFirstShown1764150110000,
  QueueByStage1764160000000,
  ApplyingKept1764170010000,
  ReferencesByTheirRule1764170020000,
  WrittenDown1764170100000,
  RegisterStatistics1764180000000,
  MoreRecordProofs1764180010000,
  RetentionOfAppealsAndEnquiries1764180020000,
  WhoRecords1764190000000,
  StandingOfAllInOnePass1764200000000,
  QueueOfMany1764200010000,
  CheckedAtApproval1764201000000,
  LimitsBeginToday1764201010000,
  RetentionOfMeasures1764201020000,
  CapacityRecords1764202000000,
  RepresentationFacts1764202001000,
  BehalfContacts1764202002000,
  ActingGrants1764202003000,
  DoneForSomebody1764202004000,
  GrantsHeld1764202005000,
  IdentityProviders1764203000000,
  SignInLinks1764203010000,
  SessionLimits1764204000000,
  SecondFactors1764204001000,
  MachineClients1764204002000,
  ContactPreferences1764205000000,
  Deliveries1764205010000,
  ConcernsFromAnybody1764207000000,
  Complaints1764207010000,
  DataRequests1764207020000,
  ErasureAndRetention1764207030000,
  SupportPlans1764300000000,
  Proposals1764300010000,
  BackupContacts1764300020000,
  LinkMinutes1764300030000,
  LineTerms1764310000000,
  LedgerAccounts1764310010000,
  Purchases1764310020000,
  AllocationImport1764310030000,
  FinanceExports1764310040000,
  Conversations1764320000000,
  Adverts1764320001000,
  Development1764320002000,
  StillRight1764320003000,
  SearchTerms1764330000000,
  SearchPatterns1764330001000,
  MissedSearches1764330002000,
  SearchFacets1764330003000,
  CalendarFeeds1764340000000,
  Shortlists1764350000000,
  SavedSearches1764350001000,
  Feedback1764350002000,
  UnusedAccounts1764350003000,
  WhatAListingSays1764360000000,
  FreeTimes1764360001000,
  Offers1764360002000,
  ListingDrafts1764360003000,
  Community1764370000000,
  BringingIn1764370010000,
  RegulatedCare1764370020000,
  MembersArea1764370030000,
  LedgerInBulk1764380000000,
  WhoALineMayPay1764380010000,
  MoneyMoves1764380020000,
  DirectPaymentAgreements1764380030000,
  BudgetReviews1764390000000,
  Monitoring1764390010000,
  Surplus1764390020000,
  EmploymentRates1764390030000,
  FundStatements1764390040000,
  FigureTargets1764390050000,
  OutcomeSurvey1764390060000,
  VisitChanges1764400000000,
  Pauses1764400010000,
  EngagementVersions1764400020000,
  Cover1764400030000,
  HoursToPay1764410000000,
  NightsAndPay1764410001000,
  Invoices1764410002000,
  SharedSupport1764410003000,
  PlacesInGroups1764410004000,
  SearchTimes1764420000000,
  SearchPositions1764420001000,
  SearchWhere1764420002000,
  SearchSessions1764420003000,
  KeepResourceFiles1764430000000,
  GroupTimes1764469000000,
  BuffersAndShortestVisits1764500000000,
  CancellationRules1764500010000,
  ListingPictures1764500020000,
  ServiceTypes1764500030000,
  OrganisationRoles1764500040000,
  AreaCharges1764510000000,
  DevelopmentDesk1764510010000,
  ContactInWords1764510020000,
  RatesInOnePlace1764520000000,
  HoldAndPromise1764520010000,
  RetentionOfMoneyTalk1764520020000,
  SharedVisitsMove1764530000000,
  Reminders1764530001000,
  NamedWorkers1764530002000,
  SearchWordsInline1764540000000,
  PicturesTakenDown1764600000000,
  FreeTimesInFewerSteps1764600010000,
  CourseWaiting1764610000000,
  DevelopmentByTheClock1764610001000,
  WhoWantsNothingOfWhom1764610002000,
  OwnPartOfSurplus1764620000000,
  HolidaysInOnePlace1764620010000,
  ReversalsMirror1764620020000,
  OwnReading1764620030000,
  OnePersonOnePlace1764630000000,
  PaidWhilePaused1764630001000,
  PlansOfTriggers1764650000000,
  SentElsewhere1764660000000,
  CourtJudgments1764670000000,
  SourcesFound1764690000000,
  ImportRowsGo1764690010000,
  EntriesCheckedTogether1764690020000,
  TouchedByTheirOwn1764700000000,
  EachWorker1764700010000,
  CheckedWorkersVisit1764700020000,
  StatusCheck1764720000000,
  PaidAsOnTheDay1764720001000,
  AskedWhereThereIsSomething1764720002000,
  TodaysDateInLondon1764730000000,
  PersonalCareByAnyName1764740000000,
  RegulatedCareStays1764740001000,
  NoRegulatedGroups1764740002000,
  CoverWhenAsked1764740003000,
  BlockedByEveryWay1764750000000,
  AskedByWhomItShowsTo1764750010000,
  NoContactInListings1764750020000,
  PlansOfFreeTimes1764760000000,
  ClockTimesWrittenIn1764760001000,
  CouncilOfLiveListing1764760002000,
  NotWantedAtVisits1764770000000,
  NotWantedAsCover1764770001000,
  RegulatedCareInAgreements1764770010000,
  PeopleByShortNames1764771000000,
  PersonalCareSaid1764772000000,
  RestsForTheCouncil1764772001000,
  AddressOfReading1764772002000,
  OneStatementOfRegulation1764772900000,
];
