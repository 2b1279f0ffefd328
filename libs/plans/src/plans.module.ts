import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {AllocationsModule} from '@app/allocations';
import {BookingsModule} from '@app/bookings';
import {AskForCover} from './backup/ask-for-cover.js';
import {UncoveredVisits} from './backup/uncovered-visits.js';
import {BackupConsent, BackupContact} from './backup/backup.entity.js';
import {ReadBackup} from './backup/read-backup.js';
import {SetBackup} from './backup/set-backup.js';
import {AcceptedOutcomes} from './plan/accepted-outcomes.js';
import {AgreePlan} from './plan/agree-plan.js';
import {DecidePlan} from './plan/decide-plan.js';
import {PlanFacts} from './plan/plan-facts.js';
import {PlanLimits} from './plan/plan-limits.js';
import {PlanItem, PlanLimit, PlanTime} from './plan/plan-parts.entity.js';
import {ReadPlans} from './plan/read-plans.js';
import {StartPlan} from './plan/start-plan.js';
import {SupportPlan} from './plan/support-plan.entity.js';
import {WeeklyFigure} from './plan/weekly-figure.js';
import {WritePlan} from './plan/write-plan.js';
import {AnswerProposal} from './proposal/answer-proposal.js';
import {MakeProposal} from './proposal/make-proposal.js';
import {ProposalFacts} from './proposal/proposal-facts.js';
import {Proposal} from './proposal/proposal.entity.js';
import {ReadProposals} from './proposal/read-proposals.js';
import {WithdrawProposal} from './proposal/withdraw-proposal.js';

const OFFERED = [
  AcceptedOutcomes,
  StartPlan,
  WritePlan,
  AgreePlan,
  DecidePlan,
  ReadPlans,
  PlanLimits,
  PlanFacts,
  MakeProposal,
  AnswerProposal,
  WithdrawProposal,
  ReadProposals,
  ProposalFacts,
  SetBackup,
  ReadBackup,
  AskForCover,
  UncoveredVisits,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([SupportPlan, PlanItem, PlanTime, PlanLimit, Proposal, BackupContact, BackupConsent]),
    AllocationsModule,
    BookingsModule,
  ],
  providers: [...OFFERED, WeeklyFigure],
  exports: OFFERED,
})
export class PlansModule {}
