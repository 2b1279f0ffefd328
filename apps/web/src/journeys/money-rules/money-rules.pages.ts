import type {Type} from '@nestjs/common';
import {MoneyRulesController} from './money-rules.controller.js';
import {SpendingRuleController} from './spending-rule.controller.js';
import {SurplusRuleController} from './surplus-rule.controller.js';

/** The dated rules about money. */
export const MONEY_RULE_PAGES: Type[] = [MoneyRulesController, SpendingRuleController, SurplusRuleController];
