import type {Tx} from '@app/platform';
import {DEPLOYMENTS, type Deployment} from '../budget/budget-line.entity.js';
import type {Payee, RuledPayee} from './deployment-rule.entity.js';

interface Rule {
  deployment: Deployment;
  pays: RuledPayee;
  allowed: boolean;
  reason: string;
  source: string;
}

const DIRECT = 'Care Act 2014 ss.31–33; Care and Support (Direct Payments) Regulations 2014';
const PERSONAL_BUDGET = 'Care Act 2014 s.26; Care and Support Statutory Guidance ch.11';
const HEALTH = 'NHS (Direct Payments) Regulations 2013; NHS England guidance on personal health budgets';
const EVERYBODY: readonly Payee[] = ['employed_pa', 'self_employed_pa', 'provider'];

const REGULATIONS = 'Care and Support (Direct Payments) Regulations 2014 (SI 2014/2871)';
const GUIDANCE = 'Care and Support Statutory Guidance ch. 12';
const ASK = 'Ask the direct payments team.';
const PARTNER =
  'Somebody’s husband, wife, civil partner, or who lives with them as such cannot be paid for their care, wherever they live. ' +
  `${ASK} They can record an exception where it is necessary.`;
const RELATIVE =
  'Close family who live in the same household cannot be paid for care unless the council has agreed that it is necessary. ' +
  ASK;
const OWN_SERVICE = `A direct payment cannot buy a service that the council itself runs. ${ASK} They can arrange it for you.`;
const RESIDENTIAL = `A direct payment cannot buy long stays in a care home. ${ASK}`;
const YES = 'This budget line may pay for it.';

const forbid = (deployment: Deployment, pays: RuledPayee, reason: string, source: string): Rule => ({
  ...{deployment, pays, allowed: false, reason, source},
});

/** What it can be beside a PA or a provider: family, the council itself, a care home. */
const SPECIAL: readonly Rule[] = DEPLOYMENTS.flatMap((deployment): Rule[] => {
  const direct = deployment === 'direct_payment';
  const open = {deployment, allowed: true, reason: YES};
  return [
    forbid(deployment, 'partner', PARTNER, `${REGULATIONS} reg. 3(1) and (3)`),
    forbid(deployment, 'close_relative', RELATIVE, `${REGULATIONS} reg. 3(2) and (3)`),
    direct
      ? forbid(deployment, 'council_service', OWN_SERVICE, GUIDANCE)
      : {...open, pays: 'council_service', source: GUIDANCE},
    direct
      ? forbid(deployment, 'residential_care', RESIDENTIAL, `${REGULATIONS} reg. 6`)
      : {...open, pays: 'residential_care', source: `${REGULATIONS} reg. 6`},
  ];
});

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
  ...SPECIAL,
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
