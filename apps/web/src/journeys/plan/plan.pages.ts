import type {Type} from '@nestjs/common';
import {CouncilPlansPageController} from './council-plans.controller.js';
import {PlanLimitsController} from './plan-limits.controller.js';
import {PlanPartController} from './plan-part.controller.js';
import {PlanController} from './plan.controller.js';

/** Somebody's support plan, and the council's answer to it. */
export const PLAN_PAGES: Type[] = [
  PlanController,
  PlanPartController,
  CouncilPlansPageController,
  PlanLimitsController,
];
