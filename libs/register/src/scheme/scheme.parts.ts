import {CheckStatus} from '../dbs/check-status.js';
import {DbsLevels} from '../dbs/dbs-levels.js';
import {DbsRule, DbsTask} from '../dbs/dbs-rule.entity.js';
import {ReadUpdateService} from '../dbs/read-update-service.js';
import {RecordConsent} from '../dbs/record-consent.js';
import {StatusCheck, UpdateServiceConsent} from '../dbs/update-service.entity.js';
import {TimeLimits} from '../limits/time-limits.js';
import {ReadRiskAssessments} from '../risk/read-risk-assessments.js';
import {RiskAssessment} from '../risk/risk-assessment.entity.js';
import {RiskAssessments} from '../risk/risk-assessments.js';
import {WriteRiskAssessment} from '../risk/write-risk-assessment.js';
import {AddCourse} from '../training/add-course.js';
import {EndCourse} from '../training/end-course.js';
import {TrainingCatalogue} from '../training/training-catalogue.js';
import {TrainingCourse} from '../training/training-course.entity.js';
import {ListSchemes} from './list-schemes.js';
import {PlanVersion} from './plan-version.js';
import {ReadSchemes} from './read-schemes.js';
import {Requirement, Scheme, SchemeVersion} from './scheme.entity.js';
import {WithdrawVersion} from './withdraw-version.js';

/** What a scheme is made of: versions, the law on DBS levels, the training catalogue, what is weighed for a decision. */
export const SCHEME_ENTITIES = [
  Scheme,
  SchemeVersion,
  Requirement,
  DbsTask,
  DbsRule,
  UpdateServiceConsent,
  StatusCheck,
  RiskAssessment,
  TrainingCourse,
];

export const SCHEME_OFFERED = [
  ReadSchemes,
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
  TimeLimits,
];
