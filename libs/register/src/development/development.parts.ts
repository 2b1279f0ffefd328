import {DevelopEnterprise} from './develop-enterprise.js';
import {DevelopmentRuleBook} from './development-rule-book.js';
import {DevelopmentDesk} from './development-desk.js';
import {Development, DevelopmentEvent, DevelopmentRule, DevelopmentTask} from './development.entity.js';

/** From a micro-enterprise's enquiry to its listing. */
export const DEVELOPMENT_ENTITIES = [DevelopmentRule, Development, DevelopmentTask, DevelopmentEvent];
export const DEVELOPMENT_OFFERED = [DevelopEnterprise, DevelopmentDesk, DevelopmentRuleBook];
