import type {Type} from '@nestjs/common';
import {FamilyController} from './family.controller.js';
import {LineRulesController} from './rules.controller.js';

/** What lines may pay for, and family. */
export const LINE_RULE_PAGES: Type[] = [LineRulesController, FamilyController];
