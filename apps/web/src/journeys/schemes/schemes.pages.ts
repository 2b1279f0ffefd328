import type {Type} from '@nestjs/common';
import {LimitsController} from '../limits/limits.controller.js';
import {KindsOfHelpController} from '../listing-rules/kinds-of-help.controller.js';
import {ListingRulesController} from '../listing-rules/listing-rules.controller.js';
import {TrainingController} from '../training/training.controller.js';
import {PlanController} from './plan.controller.js';
import {SchemesController} from './schemes.controller.js';

/** The council's registers and what they ask: for whoever configures them. */
export const SCHEME_PAGES: Type[] = [
  PlanController,
  SchemesController,
  TrainingController,
  LimitsController,
  ListingRulesController,
  KindsOfHelpController,
];
