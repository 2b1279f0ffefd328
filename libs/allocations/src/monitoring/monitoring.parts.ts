import {BudgetFacts} from './budget-facts.js';
import {BudgetRating} from './budget-rating.entity.js';
import {DrawSample} from './draw-sample.js';
import {MonitoringRule} from './monitoring-rule.entity.js';
import {MonitoringRules} from './monitoring-rules.js';
import {PurchaseSample, SampledPurchase} from './purchase-sample.entity.js';
import {RateBudget} from './rate-budget.js';
import {ReadMonitoring} from './read-monitoring.js';
import {Samples} from './samples.js';

export const MONITORING_ENTITIES = [MonitoringRule, BudgetRating, PurchaseSample, SampledPurchase];
export const MONITORING_OFFERED = [BudgetFacts, RateBudget, ReadMonitoring, DrawSample, Samples, MonitoringRules];
