import type {Type} from '@nestjs/common';
import {AreaController} from './area.controller.js';
import {ChangeAreaController} from './change-area.controller.js';
import {CouncilAreaController} from './council-area.controller.js';
import {CouncilChargesController} from './council-charges.controller.js';
import {CouncilCoursesController} from './council-courses.controller.js';

/** The members' area: what the coordinator shares with members of the register. */
export const AREA_PAGES: Type[] = [
  AreaController,
  CouncilAreaController,
  ChangeAreaController,
  CouncilCoursesController,
  CouncilChargesController,
];
