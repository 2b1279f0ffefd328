import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {BudgetFigure} from './budget/budget-figure.entity.js';
import {ChangeLine} from './budget/change-line.js';
import {LineChange} from './budget/line-change.entity.js';
import {SetFigure} from './budget/set-figure.js';
import {SettleLine} from './budget/settle-line.js';
import {OpenLineFor} from './council/open-line-for.js';
import {ReadCouncilBudgets} from './council/read-council-budgets.js';
import {AllowOverdraft} from './ledger/allow-overdraft.js';
import {Overdraft} from './ledger/overdraft.entity.js';
import {BudgetLine} from './budget/budget-line.entity.js';
import {BudgetPeriod, PeriodBalance} from './budget/budget-period.entity.js';
import {Budget} from './budget/budget.entity.js';
import {OpenLine} from './budget/open-line.js';
import {ReadBudgets} from './budget/read-budgets.js';
import {WeeklyFunds} from './budget/weekly-funds.js';
import {FundAhead} from './budget/fund-ahead.js';
import {ExportFinance} from './export/export-finance.js';
import {FinanceExport} from './export/finance-export.entity.js';
import {AllocationImport, AllocationImportRow, ImportedLine} from './import/allocation-import.entity.js';
import {ApplyAllocations} from './import/apply-allocations.js';
import {CloseAllocations} from './import/close-allocations.js';
import {PrepareAllocations} from './import/prepare-allocations.js';
import {ReadAllocationImports} from './import/read-allocation-imports.js';
import {Funds} from './ledger/funds.js';
import {LedgerEntry, LedgerJournal} from './ledger/ledger.entity.js';
import {Ledger} from './ledger/ledger.js';
import {PurchaseFile} from './purchases/purchase-file.entity.js';
import {Purchase} from './purchases/purchase.entity.js';
import {ReadPurchases} from './purchases/read-purchases.js';
import {Receipts} from './purchases/receipts.js';
import {RecordPurchase} from './purchases/record-purchase.js';
import {SpendingRules} from './purchases/spending-rules.js';
import {SpendingRule} from './purchases/spending-rule.entity.js';
import {TakeBackPurchase} from './purchases/take-back-purchase.js';
import {TalkAboutPurchase} from './purchases/talk-about-purchase.js';
import {MONITORING_ENTITIES, MONITORING_OFFERED} from './monitoring/monitoring.parts.js';
import {SURPLUS_ENTITIES, SURPLUS_OFFERED} from './surplus/surplus.parts.js';
import {EMPLOYING_ENTITIES, EMPLOYING_OFFERED} from './employing/employing.parts.js';
import {FUND_ENTITIES, FUND_OFFERED} from './funds/fund.parts.js';
import {BudgetShares} from './figures/budget-shares.js';
import {FigureTarget} from './figures/figure-target.entity.js';
import {AnswerSurvey} from './survey/answer-survey.js';
import {OutcomeSurvey, SurveyAnswered} from './survey/survey.entity.js';
import {REVIEW_ENTITIES, REVIEW_OFFERED} from './reviews/review.parts.js';
import {AgreementSignature, Payment} from './agreement/agreement-signature.entity.js';
import {AgreementVersion} from './agreement/agreement-version.entity.js';
import {DirectPaymentAgreements} from './agreement/direct-payment-agreements.js';
import {ReadPayments} from './agreement/pay-schedule.js';
import {SetAgreement} from './agreement/set-agreement.js';
import {ClosePeriod} from './finance/close-period.js';
import {FinanceCodes} from './finance/finance-codes.js';
import {HandOn} from './finance/hand-on.js';
import {FinanceCode, MoneyMove} from './finance/money-move.entity.js';
import {MoveMoney} from './finance/move-money.js';
import {ReadMoney} from './finance/read-money.js';
import {DeclareRelationship} from './rules/declare-relationship.js';
import {DeclaredRelationship} from './rules/declared-relationship.entity.js';
import {FamilyException} from './rules/family-exception.entity.js';
import {FamilyExceptions} from './rules/family-exceptions.js';
import {ListingMark} from './rules/listing-mark.entity.js';
import {MarkListing} from './rules/mark-listing.js';
import {SetDeploymentRule} from './rules/set-deployment-rule.js';
import {DeploymentRule} from './rules/deployment-rule.entity.js';
import {PayableLines} from './rules/payable-lines.js';

const PROVIDED = [
  ...[OpenLine, SettleLine, ChangeLine, SetFigure, ReadBudgets, WeeklyFunds],
  ...[Funds, Ledger, AllowOverdraft, PayableLines, ReadCouncilBudgets, OpenLineFor],
  ...[PrepareAllocations, CloseAllocations, ApplyAllocations, ReadAllocationImports, ExportFinance, FundAhead],
  ...[DeclareRelationship, FamilyExceptions, MarkListing, SetDeploymentRule],
  ...[DirectPaymentAgreements, SetAgreement, ReadPayments],
  ...[MoveMoney, ClosePeriod, HandOn, ReadMoney, FinanceCodes],
  ...[RecordPurchase, TakeBackPurchase, ReadPurchases, TalkAboutPurchase, Receipts, SpendingRules],
  ...REVIEW_OFFERED,
  ...MONITORING_OFFERED,
  ...SURPLUS_OFFERED,
  ...EMPLOYING_OFFERED,
  ...FUND_OFFERED,
  BudgetShares,
  AnswerSurvey,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Budget,
      BudgetLine,
      BudgetPeriod,
      PeriodBalance,
      LedgerJournal,
      LedgerEntry,
      DeploymentRule,
      DeclaredRelationship,
      FamilyException,
      ListingMark,
      MoneyMove,
      AgreementVersion,
      AgreementSignature,
      Payment,
      FinanceCode,
      LineChange,
      BudgetFigure,
      Overdraft,
      FinanceExport,
      AllocationImport,
      AllocationImportRow,
      ImportedLine,
      Purchase,
      PurchaseFile,
      SpendingRule,
      ...REVIEW_ENTITIES,
      ...MONITORING_ENTITIES,
      ...SURPLUS_ENTITIES,
      ...EMPLOYING_ENTITIES,
      ...FUND_ENTITIES,
      FigureTarget,
      OutcomeSurvey,
      SurveyAnswered,
    ]),
  ],
  providers: PROVIDED,
  exports: PROVIDED,
})
export class AllocationsModule {}
