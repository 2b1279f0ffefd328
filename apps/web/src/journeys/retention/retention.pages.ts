import type {Type} from '@nestjs/common';
import {HoldController} from './hold.controller.js';
import {RetentionPageController} from './retention.controller.js';
import {RuleController} from './rule.controller.js';

/** What is kept how long, what goes when, and what is held. */
export const RETENTION_PAGES: Type[] = [RetentionPageController, RuleController, HoldController];
