import type {Type} from '@nestjs/common';
import {CouncilBudgetController} from './budget.controller.js';
import {FindBudgetController} from './find.controller.js';
import {CouncilLineController} from './line.controller.js';
import {OpenLineController} from './open.controller.js';

/** Budgets as the council keeps them. */
export const COUNCIL_BUDGET_PAGES: Type[] = [
  FindBudgetController,
  CouncilBudgetController,
  CouncilLineController,
  OpenLineController,
];
