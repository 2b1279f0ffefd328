import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {ApplicationAccess} from './applications/application-access.js';
import {Application} from './applications/application.entity.js';
import {DecideApplication} from './applications/decide-application.js';
import {Decision} from './applications/decision.entity.js';
import {ListApplications} from './applications/list-applications.js';
import {MarkReady} from './applications/mark-ready.js';
import {OpenApplication} from './applications/open-application.js';
import {ReadApplication} from './applications/read-application.js';
import {SubmitApplication} from './applications/submit-application.js';
import {WithdrawApplication} from './applications/withdraw-application.js';
import {ApprovalCondition} from './conditions/condition.entity.js';
import {Conditions} from './conditions/conditions.js';
import {CheckStatus} from './dbs/check-status.js';
import {DbsLevels} from './dbs/dbs-levels.js';
import {DbsRule, DbsTask} from './dbs/dbs-rule.entity.js';
import {ReadUpdateService} from './dbs/read-update-service.js';
import {RecordConsent} from './dbs/record-consent.js';
import {StatusCheck, UpdateServiceConsent} from './dbs/update-service.entity.js';
import {Evidence, EvidenceVoid} from './evidence/evidence.entity.js';
import {RecordEvidence} from './evidence/record-evidence.js';
import {VoidEvidence} from './evidence/void-evidence.js';
import {Member} from './members/member.entity.js';
import {Members} from './members/members.js';
import {ReadRiskAssessments} from './risk/read-risk-assessments.js';
import {RiskAssessment} from './risk/risk-assessment.entity.js';
import {RiskAssessments} from './risk/risk-assessments.js';
import {WriteRiskAssessment} from './risk/write-risk-assessment.js';
import {Sanction} from './sanctions/sanction.entity.js';
import {Sanctions} from './sanctions/sanctions.js';
import {ListSchemes} from './scheme/list-schemes.js';
import {PlanVersion} from './scheme/plan-version.js';
import {ReadSchemes} from './scheme/read-schemes.js';
import {Requirement, Scheme, SchemeVersion} from './scheme/scheme.entity.js';
import {WithdrawVersion} from './scheme/withdraw-version.js';
import {ListLapses} from './standing/list-lapses.js';
import {StandingChanged} from './standing/standing-changed.js';
import {PublicChecks} from './standing/public-checks.js';
import {Standings} from './standing/standings.js';
import {LiftSuspension} from './suspension/lift-suspension.js';
import {SuspendMember} from './suspension/suspend-member.js';
import {Suspension} from './suspension/suspension.entity.js';
import {AddCourse} from './training/add-course.js';
import {EndCourse} from './training/end-course.js';
import {TrainingCatalogue} from './training/training-catalogue.js';
import {TrainingCourse} from './training/training-course.entity.js';

const ENTITIES = [
  Scheme,
  SchemeVersion,
  Requirement,
  Member,
  Application,
  Evidence,
  EvidenceVoid,
  Decision,
  ApprovalCondition,
  Sanction,
  Suspension,
  DbsTask,
  DbsRule,
  UpdateServiceConsent,
  StatusCheck,
  RiskAssessment,
  TrainingCourse,
];
const OFFERED = [
  Standings,
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
  ReadSchemes,
  SuspendMember,
  LiftSuspension,
  Conditions,
  Sanctions,
  ListSchemes,
  PlanVersion,
  WithdrawVersion,
  DbsLevels,
  RecordConsent,
  CheckStatus,
  ReadUpdateService,
  WriteRiskAssessment,
  ReadRiskAssessments,
  RiskAssessments,
  AddCourse,
  EndCourse,
  TrainingCatalogue,
];

@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES)],
  providers: [...OFFERED, ApplicationAccess, StandingChanged],
  exports: OFFERED,
})
export class RegisterModule {}
