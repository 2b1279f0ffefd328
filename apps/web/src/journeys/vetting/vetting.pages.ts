import type {Type} from '@nestjs/common';
import {AppealsPageController} from './appeals.controller.js';
import {ConcernsPageController} from './concerns.controller.js';
import {DecisionController} from './decision.controller.js';
import {HandlingController} from './handling.controller.js';
import {LadderController} from './ladder.controller.js';

/** Handling an application, the decision and its letter, appeals, the ladder of sanctions, concerns. */
export const VETTING_PAGES: Type[] = [
  HandlingController,
  DecisionController,
  AppealsPageController,
  LadderController,
  ConcernsPageController,
];
