import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {BudgetLine} from './budget/budget-line.entity.js';
import {BudgetPeriod, PeriodBalance} from './budget/budget-period.entity.js';
import {Budget} from './budget/budget.entity.js';
import {OpenLine} from './budget/open-line.js';
import {ReadBudgets} from './budget/read-budgets.js';
import {WeeklyFunds} from './budget/weekly-funds.js';
import {Funds} from './ledger/funds.js';
import {LedgerEntry, LedgerJournal} from './ledger/ledger.entity.js';
import {Ledger} from './ledger/ledger.js';
import {DeploymentRule} from './rules/deployment-rule.entity.js';
import {PayableLines} from './rules/payable-lines.js';

const PROVIDED = [OpenLine, ReadBudgets, WeeklyFunds, Funds, Ledger, PayableLines];

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
    ]),
  ],
  providers: PROVIDED,
  exports: PROVIDED,
})
export class AllocationsModule {}
