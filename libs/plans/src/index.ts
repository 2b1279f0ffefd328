export {BACKUP_KINDS, type BackupKind} from './backup/backup.entity.js';
export {AskForCover, type PossibleCover} from './backup/ask-for-cover.js';
export {UncoveredVisits} from './backup/uncovered-visits.js';
export {ReadBackup, type Backup, type BackupView} from './backup/read-backup.js';
export {SetBackup, type NewBackup} from './backup/set-backup.js';
export {AcceptedOutcomes} from './plan/accepted-outcomes.js';
export {AgreePlan} from './plan/agree-plan.js';
export {DecidePlan, PLAN_OUTCOMES, type PlanOutcome} from './plan/decide-plan.js';
export {
  HELP_KINDS,
  type Help,
  type HelpKind,
  type Outcome,
  type PlanContent,
  type Risk,
  type WeekTime,
} from './plan/plan-content.js';
export {minutesOf, timePence} from './plan/plan-cost.js';
export {PlanFacts} from './plan/plan-facts.js';
export {DECIDING_ROLES, PlanLimits, type DecidingRole, type PlanLimitView} from './plan/plan-limits.js';
export {ReadPlans, type PlanSummary, type PlanView} from './plan/read-plans.js';
export {StartPlan} from './plan/start-plan.js';
export {PLAN_STATES, type PlanState} from './plan/support-plan.state.js';
export {WritePlan} from './plan/write-plan.js';
export {PlansModule} from './plans.module.js';
export {AnswerProposal, PROPOSAL_ANSWERS, type Answered, type ProposalAnswer} from './proposal/answer-proposal.js';
export {MakeProposal, type NewProposal, type ProposedVisits} from './proposal/make-proposal.js';
export {ProposalFacts, type ProposalFact} from './proposal/proposal-facts.js';
export type {ProposalKind} from './proposal/proposal.entity.js';
export type {ProposalState} from './proposal/proposal.state.js';
export {ReadProposals, type ProposalView} from './proposal/read-proposals.js';
export {WithdrawProposal} from './proposal/withdraw-proposal.js';
