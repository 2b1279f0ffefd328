export {allocationInsufficient, notFunded, type Shortfall} from './allocations.errors.js';
export {AllocationsModule} from './allocations.module.js';
export {DEPLOYMENTS, type Deployment} from './budget/budget-line.entity.js';
export {OpenLine, type NewLine} from './budget/open-line.js';
export {CYCLES, type Cycle} from './budget/periods.js';
export {
  ReadBudgets,
  type EntryView,
  type LineDetail,
  type LineView,
  type PeriodFigures,
} from './budget/read-budgets.js';
export {WeeklyFunds, type LineFunds} from './budget/weekly-funds.js';
export {Funds, requireAvailable, type LockedPeriod} from './ledger/funds.js';
export {Ledger, type Cause, type PeriodAmount} from './ledger/ledger.js';
export {verifyLedger, type LedgerReport} from './ledger/verify-ledger.js';
export {addDefaultDeploymentRules} from './rules/default-rules.js';
export type {Payee} from './rules/deployment-rule.entity.js';
export {PayableLines} from './rules/payable-lines.js';
