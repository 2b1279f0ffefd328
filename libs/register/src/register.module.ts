import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {ApplicationFacts} from './applications/application-facts.js';
import {AppealAccess} from './appeals/appeal-access.js';
import {AppealFacts} from './appeals/appeal-facts.js';
import {AppealPeriod} from './appeals/appeal-period.entity.js';
import {Appeal} from './appeals/appeal.entity.js';
import {CarryOutAppeal} from './appeals/carry-out-appeal.js';
import {DecideAppeal} from './appeals/decide-appeal.js';
import {MakeAppeal} from './appeals/make-appeal.js';
import {ReadAppeals} from './appeals/read-appeals.js';
import {TakeAppeal} from './appeals/take-appeal.js';
import {WithdrawAppeal} from './appeals/withdraw-appeal.js';
import {ApplicationAccess} from './applications/application-access.js';
import {Application} from './applications/application.entity.js';
import {BeforeApproval} from './applications/before-approval.js';
import {DecideApplication} from './applications/decide-application.js';
import {Deferral} from './applications/deferral.entity.js';
import {ReadDecision} from './applications/read-decision.js';
import {TakeUpApplication} from './applications/take-up-application.js';
import {Decision} from './applications/decision.entity.js';
import {ListApplications} from './applications/list-applications.js';
import {MarkReady} from './applications/mark-ready.js';
import {OpenApplication} from './applications/open-application.js';
import {ReadApplication} from './applications/read-application.js';
import {SubmitApplication} from './applications/submit-application.js';
import {WithdrawApplication} from './applications/withdraw-application.js';
import {MeetCondition} from './conditions/meet-condition.js';
import {SAFETY_ENTITIES, SAFETY_INSIDE, SAFETY_OFFERED} from './concerns/safety.parts.js';
import {ApplicationNote} from './desk/application-note.entity.js';
import {AssignApplication} from './desk/assign-application.js';
import {ReadNotes} from './desk/read-notes.js';
import {StageTarget} from './desk/stage-target.entity.js';
import {WriteNote} from './desk/write-note.js';
import {APPLYING_ENTITIES, APPLYING_INSIDE, APPLYING_OFFERED} from './apply/applying.js';
import {ApprovalCondition} from './conditions/condition.entity.js';
import {Conditions} from './conditions/conditions.js';
import {DEVELOPMENT_ENTITIES, DEVELOPMENT_OFFERED} from './development/development.parts.js';
import {Evidence, EvidenceVoid} from './evidence/evidence.entity.js';
import {RecordEvidence} from './evidence/record-evidence.js';
import {VoidEvidence} from './evidence/void-evidence.js';
import {Member} from './members/member.entity.js';
import {Members} from './members/members.js';
import {AnswerTermination} from './sanctions/answer-termination.js';
import {ProposeTermination} from './sanctions/propose-termination.js';
import {ReadLadder} from './sanctions/read-ladder.js';
import {RecordSanction} from './sanctions/record-sanction.js';
import {ReinstateMember} from './sanctions/reinstate-member.js';
import {Termination} from './sanctions/termination.entity.js';
import {PROOF_ENTITIES, PROOF_OFFERED} from './proof.parts.js';
import {Sanction} from './sanctions/sanction.entity.js';
import {Sanctions} from './sanctions/sanctions.js';
import {AnswerRequest} from './requests/answer-request.js';
import {ApplicationRequest} from './requests/application-request.entity.js';
import {AskApplicant} from './requests/ask-applicant.js';
import {ReadRequests} from './requests/read-requests.js';
import {SCHEME_ENTITIES, SCHEME_OFFERED} from './scheme/scheme.parts.js';
import {ListLapses} from './standing/list-lapses.js';
import {StandingChanged} from './standing/standing-changed.js';
import {PublicChecks} from './standing/public-checks.js';
import {ReadStanding} from './standing/read-standing.js';
import {AskRenewal} from './renewal/ask-renewal.js';
import {ReadRenewals} from './renewal/read-renewals.js';
import {RemindLapses} from './renewal/remind-lapses.js';
import {RemindNightly} from './renewal/remind-nightly.js';
import {LapseReminder, RenewalRequest, RenewalRule} from './renewal/renewal.entity.js';
import {RenewalFacts} from './renewal/renewal-facts.js';
import {RenewalRules} from './renewal/renewal-rules.js';
import {Standings} from './standing/standings.js';
import {LiftSuspension} from './suspension/lift-suspension.js';
import {WORKERS_ENTITIES, WORKERS_INSIDE, WORKERS_OFFERED} from './workers/workers.parts.js';
import {SuspendMember} from './suspension/suspend-member.js';
import {Suspension} from './suspension/suspension.entity.js';

const ENTITIES = [
  ...SCHEME_ENTITIES,
  ...DEVELOPMENT_ENTITIES,
  ...WORKERS_ENTITIES,
  Member,
  Application,
  Evidence,
  EvidenceVoid,
  Decision,
  ApprovalCondition,
  Sanction,
  Suspension,
  ...PROOF_ENTITIES,
  RenewalRule,
  RenewalRequest,
  LapseReminder,
  ApplicationRequest,
  ApplicationNote,
  StageTarget,
  Deferral,
  AppealPeriod,
  Appeal,
  Termination,
  ...SAFETY_ENTITIES,
  ...APPLYING_ENTITIES,
];
const OFFERED = [
  ...SCHEME_OFFERED,
  ...DEVELOPMENT_OFFERED,
  ...WORKERS_OFFERED,
  BeforeApproval,
  Standings,
  ReadStanding,
  PublicChecks,
  Members,
  OpenApplication,
  SubmitApplication,
  WithdrawApplication,
  RecordEvidence,
  VoidEvidence,
  MarkReady,
  DecideApplication,
  ReadApplication,
  ListApplications,
  ListLapses,
  AskApplicant,
  AnswerRequest,
  ReadRequests,
  AssignApplication,
  TakeUpApplication,
  ReadDecision,
  MeetCondition,
  MakeAppeal,
  TakeAppeal,
  WithdrawAppeal,
  DecideAppeal,
  ReadAppeals,
  RecordSanction,
  ProposeTermination,
  AnswerTermination,
  ReinstateMember,
  ReadLadder,
  ...SAFETY_OFFERED,
  WriteNote,
  ReadNotes,
  ReadRenewals,
  AskRenewal,
  RemindLapses,
  RenewalFacts,
  ApplicationFacts,
  AppealFacts,
  SuspendMember,
  LiftSuspension,
  ...PROOF_OFFERED,
  Conditions,
  Sanctions,
  ...APPLYING_OFFERED,
];

@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES)],
  providers: [
    ...OFFERED,
    ...APPLYING_INSIDE,
    ...SAFETY_INSIDE,
    ...WORKERS_INSIDE,
    ApplicationAccess,
    AppealAccess,
    CarryOutAppeal,
    StandingChanged,
    RenewalRules,
    RemindNightly,
  ],
  exports: OFFERED,
})
export class RegisterModule {}
