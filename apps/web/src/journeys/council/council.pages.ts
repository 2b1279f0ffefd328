import type {Type} from '@nestjs/common';
import {ApplicationPageController} from './application.controller.js';
import {ApplicationsPageController} from './applications.controller.js';
import {BundlePageController} from './bundle.controller.js';
import {DecideController} from './decide.controller.js';
import {EnterpriseController} from './enterprise.controller.js';
import {EnterpriseFiguresController} from './enterprise-figures.controller.js';
import {EnterprisesController} from './enterprises.controller.js';
import {EnquiriesController} from './enquiries.controller.js';
import {CouncilFilesController} from './files.controller.js';
import {OpenController} from './open.controller.js';
import {ReferencesController} from './references.controller.js';
import {RequirementController} from './requirement.controller.js';
import {StandingController} from './standing.controller.js';
import {SuspensionController} from './suspension.controller.js';
import {RiskAssessmentController} from './risk.controller.js';
import {UpdateServicePageController} from './dbs.controller.js';
import {VoidController} from './void.controller.js';

/** The council's desk: the queue, an application and its evidence, the decision, suspensions. */
export const COUNCIL_PAGES: Type[] = [
  ApplicationsPageController,
  OpenController,
  ApplicationPageController,
  RequirementController,
  VoidController,
  UpdateServicePageController,
  RiskAssessmentController,
  DecideController,
  SuspensionController,
  StandingController,
  EnquiriesController,
  EnterpriseFiguresController,
  EnterprisesController,
  EnterpriseController,
  CouncilFilesController,
  ReferencesController,
  BundlePageController,
];
