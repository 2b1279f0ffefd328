export {ApplicationFacts, type ApplicationFact} from './applications/application-facts.js';
export {
  APPLICATION_STATES,
  applicationMachine,
  QUEUE_STATES,
  type ApplicationState,
} from './applications/application.state.js';
export type {ApplicationView, DecisionView, EvidenceView} from './applications/application-view.js';
export {
  APPEALABLE,
  APPEAL_CHANNELS,
  APPEAL_OUTCOMES,
  type Appealable,
  type AppealChannel,
  type AppealEffect,
  type AppealOutcome,
} from './appeals/appeal.entity.js';
export {APPEAL_EFFECTS} from './appeals/appeal-effects.js';
export {AppealFacts, type AppealFact} from './appeals/appeal-facts.js';
export type {AppealState} from './appeals/appeal.state.js';
export type {AppealView, AppealWay} from './appeals/appeal-view.js';
export {APPEAL_DECIDED, DecideAppeal, type AppealAnswer} from './appeals/decide-appeal.js';
export {APPEAL_RECEIVED, MakeAppeal, type NewAppeal} from './appeals/make-appeal.js';
export {ReadAppeals} from './appeals/read-appeals.js';
export {TakeAppeal} from './appeals/take-appeal.js';
export {WithdrawAppeal} from './appeals/withdraw-appeal.js';
export {
  APPLICATION_DECIDED,
  APPLICATION_DEFERRED,
  DEFERRAL_OVER,
  DecideApplication,
} from './applications/decide-application.js';
export type {ConditionView, DecisionLetter} from './applications/decision-letter.js';
export {BeforeApproval} from './applications/before-approval.js';
export {DECISIONS, type NewDecision} from './applications/new-decision.js';
export {ReadDecision} from './applications/read-decision.js';
export {TakeUpApplication} from './applications/take-up-application.js';
export {MeetCondition} from './conditions/meet-condition.js';
export {
  CONCERN_SOURCES,
  CONTACT_SAFE,
  REPORTER_LINKS,
  TOLD,
  type ConcernSource,
  type ContactSafe,
  type ReporterLink,
  type ToldThem,
} from './concerns/concern.entity.js';
export {CloseConcern} from './concerns/close-concern.js';
export {ENTRY_FACTS, type EntryFact, type EntryKind} from './concerns/concern-entry.entity.js';
export {FollowConcern, type NewConcernEntry} from './concerns/follow-concern.js';
export {ConcernFacts} from './concerns/concern-facts.js';
export {MembersOfConcern} from './concerns/members-of-concern.js';
export {CONCERN_RAISED, RaiseConcern, type ConcernedListing, type RaisedConcern} from './concerns/raise-concern.js';
export {ReadConcerns, type ConcernEntryView, type ConcernText, type ConcernView} from './concerns/read-concerns.js';
export {
  SafeguardingPolicies,
  type NewSafeguardingPolicy,
  type SafeguardingWays,
} from './concerns/safeguarding-policies.js';
export {COMPLAINT_ABOUT, type ComplaintAbout, type ComplaintOutcome} from './complaints/complaint.entity.js';
export {Complaints, type ComplaintText, type ComplaintView} from './complaints/complaints.js';
export {COMPLAINT_MADE, MakeComplaint, type NewComplaint} from './complaints/make-complaint.js';
export {QuietMembers} from './concerns/quiet-members.js';
export {RecordConcern} from './concerns/record-concern.js';
export {AnswerTermination} from './sanctions/answer-termination.js';
export {ProposeTermination} from './sanctions/propose-termination.js';
export {ReadLadder, type Ladder, type LadderStep} from './sanctions/read-ladder.js';
export {LIGHTER_SANCTIONS, RecordSanction, type LighterSanction, type NewStep} from './sanctions/record-sanction.js';
export {ReinstateMember} from './sanctions/reinstate-member.js';
export type {TerminationAction, TerminationState} from './sanctions/termination.state.js';
export {DECLINE_REASONS, OUTCOMES, type DeclineReason, type Outcome} from './applications/decision.entity.js';
export {
  ListApplications,
  type ApplicationPage,
  type ApplicationQuery,
  type ApplicationSummary,
} from './applications/list-applications.js';
export {LIMIT_KINDS, type LimitDays, type LimitKind} from './limits/limit-days.js';
export {TimeLimits, type TimeLimit} from './limits/time-limits.js';
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
export {ADDING_STATES} from './apply/adding-states.js';
export {AnswerQuestion} from './apply/answer-question.js';
export type {Answers} from './apply/answers.js';
export type {ApplyTask, TaskState} from './apply/apply-tasks.js';
export {ChangeChannel} from './apply/change-channel.js';
export * from './apply/channels.js';
export {HandIn} from './apply/hand-in.js';
export {FILE_KINDS, type AnswerRule, type Question} from './apply/questions.js';
export {ReadApply, type ApplyView} from './apply/read-apply.js';
export {DevelopmentRuleBook, type DevelopmentRuleView} from './development/development-rule-book.js';
export {DevelopEnterprise, type DevelopmentFacts} from './development/develop-enterprise.js';
export type {DevelopmentFigures, FiguresPeriod} from './development/development-figures.js';
export {DevelopmentDesk, type DevelopmentLine, type DevelopmentView} from './development/development-desk.js';
export {
  DEVELOPMENT_REASONS,
  DEVELOPMENT_TASKS,
  TASK_OUTCOMES,
  type DevelopmentReason,
  type DevelopmentTaskCode,
  type TaskOutcome,
} from './development/development.entity.js';
export {
  DEVELOPMENT_ACTIONS,
  DEVELOPMENT_STATES,
  developmentMachine,
  type DevelopmentAction,
  type DevelopmentState,
} from './development/development.state.js';
export {Enquiries, type EnquiryView} from './enquiries/enquiries.js';
export {
  ENQUIRY_CHANNELS,
  ENQUIRY_SOURCES,
  type EnquiryChannel,
  type EnquirySource,
} from './enquiries/enquiry.entity.js';
export {RecordEnquiry, type NewEnquiry} from './enquiries/record-enquiry.js';
export {AddFile} from './files/add-file.js';
export type {FileState} from './files/evidence-file.state.js';
export {EvidenceFiles, type FileView} from './files/evidence-files.js';
export {HandleFile, type OpenedFile} from './files/handle-file.js';
export {SweepFiles} from './files/sweep-files.js';
export {CheckStatus, type NewStatusCheck} from './dbs/check-status.js';
export {DbsLevels, levelIsEnough, type DbsNeed, type DbsQuestion} from './dbs/dbs-levels.js';
export {DBS_ROUTES, type DbsRoute} from './dbs/dbs-rule.entity.js';
export {ReadUpdateService, type UpdateServiceView} from './dbs/read-update-service.js';
export {RecordConsent} from './dbs/record-consent.js';
export {STATUS_RESULTS, type StatusResult} from './dbs/update-service.entity.js';
export {EVIDENCE_KINDS, type EvidenceKind, type FactField, type FactRule} from './evidence/evidence-kinds.js';
export type {Facts, NewEvidence} from './evidence/evidence-facts.js';
export {VOID_REASONS, type VoidReason} from './evidence/evidence.entity.js';
export {RecordEvidence} from './evidence/record-evidence.js';
export {VoidEvidence, type Voiding} from './evidence/void-evidence.js';
export {bundlePaper} from './bundle/bundle-paper.js';
export {bundleRecord} from './bundle/bundle-record.js';
export type {Bundle} from './bundle/bundle.js';
export {ReadBundle} from './bundle/read-bundle.js';
export {RegisterFigures, type Duration} from './figures/register-figures.js';
export {ConfirmImport} from './import/confirm-import.js';
export {DiscardImport} from './import/discard-import.js';
export type {ImportField, Mapping} from './import/import-fields.js';
export {ROW_OUTCOMES, type ImportTotals, type PlannedRow, type RowOutcome} from './import/import-row.js';
export {PrepareImport, type ImportPreview, type ImportRequest} from './import/prepare-import.js';
export {ReadImports, type ImportView} from './import/read-imports.js';
export type {Member} from './members/member.entity.js';
export {Members, type OrganisationKind, type PersonKind} from './members/members.js';
export {AnswerReference, type WantedReference} from './referees/answer-reference.js';
export {REFERENCE_CLOSED, REFERENCE_REMINDER, REFERENCE_WANTED} from './referees/ask-referees.js';
export {HandleReference} from './referees/handle-reference.js';
export {IssueReferenceLink, type LinkToSend} from './referees/issue-reference-link.js';
export {NameReferee, type NewReferee} from './referees/name-referee.js';
export {ReadReferences, type RefereeView, type ReferenceView} from './referees/read-references.js';
export * from './referees/reference-words.js';
export type {RefereeState} from './referees/referee.state.js';
export {References} from './referees/references.js';
export {APPLICATION_ANSWERED, AnswerRequest} from './requests/answer-request.js';
export {APPLICATION_ASKED, AskApplicant, type NewRequest} from './requests/ask-applicant.js';
export {ReadRequests, type RequestView} from './requests/read-requests.js';
export {RegisterModule} from './register.module.js';
export {LegalHolds, type HoldView} from './retention/legal-holds.js';
export {PreviewRetention, type DestructionView, type DueItem} from './retention/preview-retention.js';
export {RemoveDue} from './retention/remove-due.js';
export {RETENTION_CATEGORIES, type RetentionCategory} from './retention/retention-categories.js';
export {RetentionPeriods, type RetentionPeriod} from './retention/retention-periods.js';
export {RetentionRules, type NewRule, type RuleView} from './retention/retention-rules.js';
export {ReadRiskAssessments, type RiskAssessmentView} from './risk/read-risk-assessments.js';
export {KEPT_MONTHS, RiskAssessments} from './risk/risk-assessments.js';
export {LONGEST_ASSESSMENT, WriteRiskAssessment} from './risk/write-risk-assessment.js';
export {DEFAULT_BUSINESS_REQUIREMENTS, DEFAULT_PA_REQUIREMENTS} from './scheme/default-requirements.js';
export {requirementErrors} from './scheme/check-version.js';
export {DEFAULT_SCHEME} from './scheme/default-scheme.js';
export {ListSchemes, type SchemeVersionView, type VersionState} from './scheme/list-schemes.js';
export type {PlannedLevel, PlannedRequirement, PlannedVersion} from './scheme/planned-version.js';
export {PlanVersion, type VersionPreview} from './scheme/plan-version.js';
export {WithdrawVersion} from './scheme/withdraw-version.js';
export {registerScheme, type NewSchemeVersion} from './scheme/register-scheme.js';
export {ReadSchemes, type SchemeInForce} from './scheme/read-schemes.js';
export * from './scheme/requirement-kinds.js';
export {SANCTION_KINDS, Sanction, type SanctionKind} from './sanctions/sanction.entity.js';
export {Sanctions, type NewSanction} from './sanctions/sanctions.js';
export {seedEnded, type EndedApplication} from './seed/seed-ended.js';
export {seedApprovalsPastTheRules} from './seed/seed-past-the-rules.js';
export {seedApprovals, type SeededApproval, type Seeding} from './seed/seed-approvals.js';
export {AskRenewal, RENEWAL_ASKED, type RenewalOffer} from './renewal/ask-renewal.js';
export {ReadRenewals, type OwnRenewals, type OwnRequirement} from './renewal/read-renewals.js';
export {LAPSE_REMINDED, RemindLapses} from './renewal/remind-lapses.js';
export {SHOWING, type Showing} from './renewal/renewal.entity.js';
export {RenewalFacts, type ReminderFact, type RenewalFact} from './renewal/renewal-facts.js';
export {LAPSED_DAYS, ListLapses, type Lapse, type LapseQuery, type Lapses} from './standing/list-lapses.js';
export {PublicChecks, type PublicCheck, type PublicCondition, type PublicRecord} from './standing/public-checks.js';
export {requirementStates, type RequirementState} from './standing/requirement-state.js';
export {knownAt} from './standing/known-at.js';
export {standingOn, type Standing, type StandingReason} from './standing/standing.js';
export type {Approval, StandingHistory, Takeover} from './standing/standing-history.js';
export {STANDING_CHANGED} from './standing/standing-changed.js';
export {standingOf} from './standing/standing-of.js';
export {ReadStanding, type StandingView} from './standing/read-standing.js';
export {Standings} from './standing/standings.js';
export {LiftSuspension} from './suspension/lift-suspension.js';
export {SuspendMember} from './suspension/suspend-member.js';
export {AddCourse} from './training/add-course.js';
export type {NewCourse} from './training/check-course.js';
export {addDefaultCourses, DEFAULT_COURSES} from './training/default-courses.js';
export {EndCourse} from './training/end-course.js';
export {TrainingCatalogue} from './training/training-catalogue.js';
export type {TrainingCourse} from './training/training-course.entity.js';
export {MeetsPeople, type WhichWorker, type WhoseWorkers} from './workers/meets-people.js';
export {ReadWorkers, type WorkerCheckView, type WorkerLine, type WorkersView} from './workers/read-workers.js';
export {CoverNightly} from './workers/cover-nightly.js';
export {RecordWorkerCheck, type NewWorkerCheck} from './workers/record-worker-check.js';
export {WORKER_CHECK_WAYS, type WorkerCheckWay} from './workers/worker.entity.js';
