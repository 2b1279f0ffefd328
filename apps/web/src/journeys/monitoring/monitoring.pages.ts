import type {Type} from '@nestjs/common';
import {BudgetMonitoringController} from './budget-monitoring.controller.js';
import {CouncilMonitoringController} from './council-monitoring.controller.js';
import {SurplusLetterController} from './letter.controller.js';
import {MonitoringRulesController} from './monitoring-rules.controller.js';
import {OwnChecksController} from './own-checks.controller.js';
import {SamplesController} from './samples.controller.js';

/** How budgets are looked at after the money was given. */
export const MONITORING_PAGES: Type[] = [
  OwnChecksController,
  CouncilMonitoringController,
  SurplusLetterController,
  BudgetMonitoringController,
  SamplesController,
  MonitoringRulesController,
];
