export {allocationInsufficient, notFunded, type Shortfall} from './allocations.errors.js';
export {AllocationsModule} from './allocations.module.js';
export {
  CONTRIBUTION_METHODS,
  DEPLOYMENTS,
  FUNDERS,
  PAID_TO,
  ROLL_OVERS,
  type ContributionMethod,
  type Deployment,
  type Funder,
  type PaidTo,
  type RollOver,
} from './budget/budget-line.entity.js';
export {FIGURE_KINDS, type FigureKind} from './budget/budget-figure.entity.js';
export {ChangeLine, type ChangedLine, type NewChange} from './budget/change-line.js';
export {CHANGE_KINDS, type ChangeKind} from './budget/line-change.entity.js';
export {SetFigure, type FigureView, type NewFigure} from './budget/set-figure.js';
export {SettleLine, type Adjustment} from './budget/settle-line.js';
export {
  ReadCouncilBudgets,
  type ChangeView,
  type CouncilBudget,
  type CouncilLine,
  type FoundBudget,
} from './council/read-council-budgets.js';
export {OpenLineFor} from './council/open-line-for.js';
export {AllowOverdraft} from './ledger/allow-overdraft.js';
export {OpenLine, type NewLine} from './budget/open-line.js';
export {CYCLES, type Cycle} from './budget/periods.js';
export {
  ReadBudgets,
  type EntriesWanted,
  type EntryView,
  type LineDetail,
  type LineView,
  type PeriodFigures,
} from './budget/read-budgets.js';
export {WeeklyFunds, type LineFunds} from './budget/weekly-funds.js';
export {Funds, requireAvailable, type LineEnd, type LockedPeriod} from './ledger/funds.js';
export {Ledger, type Cause, type PeriodAmount} from './ledger/ledger.js';
export {verifyLedger, type LedgerReport} from './ledger/verify-ledger.js';
export {addDefaultDeploymentRules} from './rules/default-rules.js';
export {
  PAYEES,
  SPECIAL_PAYEES,
  type Payee,
  type RuledPayee,
  type SpecialPayee,
} from './rules/deployment-rule.entity.js';
export {
  DirectPaymentAgreements,
  type AgreementText,
  type AgreementView,
  type SignatureView,
} from './agreement/direct-payment-agreements.js';
export {ReadPayments, type PaymentView} from './agreement/pay-schedule.js';
export {SetAgreement, type NewAgreement} from './agreement/set-agreement.js';
export {PayableLines, type Paying} from './rules/payable-lines.js';
export {RELATIONS, type Relation} from './rules/declared-relationship.entity.js';
export {DeclareRelationship, type RelationshipView} from './rules/declare-relationship.js';
export {FamilyExceptions, type FamilyView, type NewException} from './rules/family-exceptions.js';
export {MARK_KINDS, type MarkKind} from './rules/listing-mark.entity.js';
export {MarkListing, type MarkView} from './rules/mark-listing.js';
export {SetDeploymentRule, type NewRule, type RuleView} from './rules/set-deployment-rule.js';
export {MOVE_KINDS, PURPOSES, type MoveKind, type Purpose} from './finance/money-move.entity.js';
export {MoveMoney, type NewMove} from './finance/move-money.js';
export {ClosePeriod} from './finance/close-period.js';
export {ReadMoney, type MoneyDesk, type MoneyPeriod, type MoveView} from './finance/read-money.js';
export {FinanceCodes, type NewCode} from './finance/finance-codes.js';
export {PAID_WITH, UNUSUAL, type PaidWith, type Unusual} from './purchases/purchase.entity.js';
export {ReadPurchases, type PurchaseView, type ReceiptView, type UnusualPurchase} from './purchases/read-purchases.js';
export {Receipts} from './purchases/receipts.js';
export {RecordPurchase, type NewPurchase} from './purchases/record-purchase.js';
export {SpendingRules, type SpendingTerms} from './purchases/spending-rules.js';
export {TakeBackPurchase} from './purchases/take-back-purchase.js';
export {TalkAboutPurchase} from './purchases/talk-about-purchase.js';
export {ApplyAllocations} from './import/apply-allocations.js';
export {CloseAllocations} from './import/close-allocations.js';
export type {ImportContent, ImportTotals, PlannedRow, RowOutcome} from './import/import-row.js';
export {PrepareAllocations, type AllocationFile, type AllocationPreview} from './import/prepare-allocations.js';
export {
  ReadAllocationImports,
  type AllocationImportDetail,
  type AllocationImportView,
} from './import/read-allocation-imports.js';
export {DATE_FORMATS, type DateFormat} from './import/read-row.js';
export {FundAhead} from './budget/fund-ahead.js';
export {ExportFinance, type ExportedFile, type MadeFile} from './export/export-finance.js';
export {EXPORT_KINDS, type ExportKind} from './export/finance-export.entity.js';
export {AskForReview} from './reviews/ask-for-review.js';
export {
  MET,
  REVIEW_KINDS,
  REVIEW_RESULTS,
  REVIEW_WAYS,
  type Met,
  type ReviewKind,
  type ReviewResult,
  type ReviewState,
  type ReviewWay,
} from './reviews/budget-review.entity.js';
export {DecideReview, REVIEW_DECISIONS, type DecidedReview, type ReviewDecision} from './reviews/decide-review.js';
export {ReadReviews, type DueReview, type OwnReviews, type ReviewView} from './reviews/read-reviews.js';
export {RecordReview, type NewReview, type ReviewedChange} from './reviews/record-review.js';
export {ReviewFacts, type ReviewFact} from './reviews/review-facts.js';
export {ReviewFigures} from './reviews/review-figures.js';
export {REVIEW_REASONS, type ReviewReason} from './reviews/review-request.entity.js';
export {ReviewRules, type ReviewRuleView, type ReviewTerms} from './reviews/review-rules.js';
export {DrawSample, drawn, type Draw} from './monitoring/draw-sample.js';
export {RATINGS, RECEIPTS_WANTED, type Rating, type ReceiptsWanted} from './monitoring/monitoring-rule.entity.js';
export {MonitoringRules, type MonitoringTerms} from './monitoring/monitoring-rules.js';
export {LOOKED_OUTCOMES, type LookedOutcome} from './monitoring/purchase-sample.entity.js';
export {RateBudget, type NewRating} from './monitoring/rate-budget.js';
export {ReadMonitoring, type Asked, type BudgetMonitoring, type WantedReceipt} from './monitoring/read-monitoring.js';
export {Samples, type SampleSummary, type SampleView} from './monitoring/samples.js';
export {AnswerSurplus} from './surplus/answer-surplus.js';
export {DecideSurplus} from './surplus/decide-surplus.js';
export {ReadSurplus, type SurplusView} from './surplus/read-surplus.js';
export {SendSurplusLetter} from './surplus/send-surplus-letter.js';
export {SurplusFacts} from './surplus/surplus-facts.js';
export {SurplusRules, type SurplusTerms} from './surplus/surplus-rules.js';
export {
  SURPLUS_ANSWERS,
  SURPLUS_DECISIONS,
  type SurplusAnswer,
  type SurplusDecision,
} from './surplus/surplus-letter.entity.js';
export type {OwnPart} from './surplus/own-part.js';
export type {LineSurplus, SurplusSum} from './surplus/surplus-sum.js';
export {RATE_CODES, RATE_UNITS, type RateCode} from './employing/employment-rate.entity.js';
export {
  EmploymentRates,
  type DatedRate,
  type HolidayInForce,
  type MinimumWage,
  type RatesOfDay,
} from './employing/employment-rates.js';
export {
  COST_STEPS,
  minimumOf,
  paCost,
  WORKER_KINDS,
  type CostStep,
  type PaCost,
  type PaPattern,
  type Rates,
  type WorkerKind,
} from './employing/pa-cost.js';
export {paContingency, type PaContingency} from './employing/pa-contingency.js';
export {WouldCover, type Covered} from './employing/would-cover.js';
export {AnswerFundStatement} from './funds/answer-fund-statement.js';
export {PoolConsent} from './funds/pool-consent.js';
export {Pools} from './funds/pools.js';
export {
  ReadFunds,
  type FundUseView,
  type FundView,
  type OpenMonth,
  type PoolView,
  type StatementView,
} from './funds/read-funds.js';
export {RecordFundUse, type NewFundUse} from './funds/record-fund-use.js';
export {SendFundStatement, type DraftStatement} from './funds/send-fund-statement.js';
export {SetFundTerm, type NewFundTerm} from './funds/set-fund-term.js';
export {BudgetShares, type BudgetShare} from './figures/budget-shares.js';
export {SHARE_CODES, type ShareCode} from './figures/figure-target.entity.js';
export {AnswerSurvey, type SurveyCounts} from './survey/answer-survey.js';
export {SURVEY_ANSWERS, SURVEY_QUESTIONS, type SurveyAnswer, type SurveyQuestion} from './survey/survey.entity.js';
export {BudgetFacts} from './monitoring/budget-facts.js';
