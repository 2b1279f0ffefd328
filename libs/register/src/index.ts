export {ApplicationFacts, type ApplicationFact} from './applications/application-facts.js';
export {
  APPLICATION_STATES,
  applicationMachine,
  QUEUE_STATES,
  type ApplicationState,
} from './applications/application.state.js';
export type {ApplicationView, DecisionView, EvidenceView} from './applications/application-view.js';
export {APPLICATION_DECIDED, DecideApplication, type NewDecision} from './applications/decide-application.js';
export {DECLINE_REASONS, OUTCOMES, type DeclineReason, type Outcome} from './applications/decision.entity.js';
export {
  ListApplications,
  type ApplicationPage,
  type ApplicationQuery,
  type ApplicationSummary,
} from './applications/list-applications.js';
export {MarkReady} from './applications/mark-ready.js';
export {OpenApplication, type NewApplication} from './applications/open-application.js';
export {ReadApplication} from './applications/read-application.js';
export {SubmitApplication} from './applications/submit-application.js';
export {WithdrawApplication} from './applications/withdraw-application.js';
export {AssignApplication} from './desk/assign-application.js';
export {ReadNotes, type NoteView} from './desk/read-notes.js';
export {STAGES, type Stage} from './desk/stages.js';
export {WriteNote} from './desk/write-note.js';
export {ApprovalCondition} from './conditions/condition.entity.js';
export {Conditions, type NewCondition} from './conditions/conditions.js';
export {EVIDENCE_KINDS, type EvidenceKind, type FactField, type FactRule} from './evidence/evidence-kinds.js';
export type {Facts, NewEvidence} from './evidence/evidence-facts.js';
export {VOID_REASONS, type VoidReason} from './evidence/evidence.entity.js';
export {RecordEvidence} from './evidence/record-evidence.js';
export {VoidEvidence, type Voiding} from './evidence/void-evidence.js';
export type {Member} from './members/member.entity.js';
export {Members, type OrganisationKind, type PersonKind} from './members/members.js';
export {APPLICATION_ANSWERED, AnswerRequest} from './requests/answer-request.js';
export {APPLICATION_ASKED, AskApplicant, type NewRequest} from './requests/ask-applicant.js';
export {ReadRequests, type RequestView} from './requests/read-requests.js';
export {RegisterModule} from './register.module.js';
export {DEFAULT_BUSINESS_REQUIREMENTS, DEFAULT_PA_REQUIREMENTS} from './scheme/default-requirements.js';
export {registerScheme, type NewSchemeVersion} from './scheme/register-scheme.js';
export {ReadSchemes, type SchemeInForce} from './scheme/read-schemes.js';
export * from './scheme/requirement-kinds.js';
export {SANCTION_KINDS, Sanction, type SanctionKind} from './sanctions/sanction.entity.js';
export {Sanctions, type NewSanction} from './sanctions/sanctions.js';
export {seedApprovals, type SeededApproval, type Seeding} from './seed/seed-approvals.js';
export {LAPSED_DAYS, ListLapses, type Lapse, type LapseQuery} from './standing/list-lapses.js';
export {PublicChecks, type PublicCheck} from './standing/public-checks.js';
export {requirementStates, type RequirementState} from './standing/requirement-state.js';
export {standingOn, type Standing, type StandingHistory} from './standing/standing.js';
export {STANDING_CHANGED} from './standing/standing-changed.js';
export {standingOf} from './standing/standing-of.js';
export {Standings} from './standing/standings.js';
export {LiftSuspension} from './suspension/lift-suspension.js';
export {SuspendMember} from './suspension/suspend-member.js';
