import type {Deployment, LineFunds} from '@app/allocations';
import type {WayOfPaying} from '@app/listings';
import type {CardKind} from '../document/public-card.js';
import type {Payable} from './budget-fit.js';

/** How a line pays, as listings say whose money they take. */
const WAY_OF: Record<Deployment, WayOfPaying> = {
  direct_payment: 'direct_payment',
  personal_health_budget: 'direct_payment',
  managed: 'managed',
  individual_service_fund: 'fund_holder',
};

const NO_RULE = 'The council has not said that this budget line may pay for this. Ask the direct payments team.';
const NOT_TAKEN =
  'They have not said that they take money that is paid this way. Ask them, or use another budget line.';

/** Whom a line may pay is the council's dated rule; whose money they take is the listing's own word. */
export function payable(
  {deployment, pays, never}: LineFunds,
  {id, kind}: {id: string; kind: CardKind},
  takes: readonly WayOfPaying[],
): Payable {
  const allowed = (payee: 'provider' | 'employed_pa' | 'self_employed_pa') => pays[payee]?.allowed ?? false;
  const no = (reason: string): Payable => ({answer: 'no', reason});
  const forbidden = never.get(id);
  if (forbidden) return no(forbidden);
  if (kind === 'provider' && !allowed('provider')) return no(pays.provider?.reason ?? NO_RULE);
  if (kind === 'pa' && !allowed('self_employed_pa') && !allowed('employed_pa')) {
    return no(pays.self_employed_pa?.reason ?? NO_RULE);
  }
  if (takes.length > 0 && !takes.includes(WAY_OF[deployment])) return no(NOT_TAKEN);
  if (kind === 'pa' && !allowed('employed_pa')) {
    return {answer: 'if_self_employed', reason: pays.employed_pa?.reason ?? NO_RULE};
  }
  return {answer: 'yes', reason: null};
}
