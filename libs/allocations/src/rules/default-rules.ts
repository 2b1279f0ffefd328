import type {Tx} from '@app/platform';
import type {Deployment} from '../budget/budget-line.entity.js';
import type {Payee} from './deployment-rule.entity.js';

interface Rule {
  deployment: Deployment;
  pays: Payee;
  allowed: boolean;
  reason: string;
  source: string;
}

const DIRECT = 'Care Act 2014 ss.31–33; Care and Support (Direct Payments) Regulations 2014';
const PERSONAL_BUDGET = 'Care Act 2014 s.26; Care and Support Statutory Guidance ch.11';
const HEALTH = 'NHS (Direct Payments) Regulations 2013; NHS England guidance on personal health budgets';
const EVERYBODY: readonly Payee[] = ['employed_pa', 'self_employed_pa', 'provider'];

const allow = (deployment: Deployment, source: string): Rule[] =>
  EVERYBODY.map((pays) => ({deployment, pays, allowed: true, reason: 'This budget line may pay for it.', source}));

/** What a council starts with; each is then its own to change, from a date. */
export const DEFAULT_DEPLOYMENT_RULES: readonly Rule[] = [
  ...allow('direct_payment', DIRECT),
  ...allow('personal_health_budget', HEALTH),
  ...allow('individual_service_fund', PERSONAL_BUDGET).filter((rule) => rule.pays !== 'employed_pa'),
  ...allow('managed', PERSONAL_BUDGET).filter((rule) => rule.pays !== 'employed_pa'),
  ...(['individual_service_fund', 'managed'] as const).map((deployment): Rule => ({
    deployment,
    pays: 'employed_pa',
    allowed: false,
    reason:
      'You cannot employ a PA yourself from this budget line, because you do not hold the money. Ask for a direct payment, ' +
      'or choose a PA who is self-employed.',
    source: PERSONAL_BUDGET,
  })),
];

/** Gives a council the rules it starts with. */
export async function addDefaultDeploymentRules(tx: Tx, councilId: string, startsOn: string): Promise<void> {
  for (const rule of DEFAULT_DEPLOYMENT_RULES) {
    await tx.query(
      `INSERT INTO deployment_rule (council_id, deployment, pays, allowed, reason, source, starts_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [councilId, rule.deployment, rule.pays, rule.allowed, rule.reason, rule.source, startsOn],
    );
  }
}
