import type {DeclineReason, Outcome} from '../applications/decision.entity.js';
import type {Standing} from '../standing/standing.js';

const ACTIONS: Record<string, string> = {
  'application.opened': 'Application opened',
  'application.submitted': 'Application handed in',
  'application.ready': 'Marked as ready for a decision',
  'application.decided': 'Decided',
  'application.withdrawn': 'Application withdrawn',
  'application.imported': 'Taken over from the former register',
  'application.import_changed': 'Brought up to date from the former register',
  'evidence.recorded': 'Evidence recorded',
  'evidence.voided': 'Evidence withdrawn',
  'evidence.viewed': 'Saw DBS and referee facts',
  'bundle.read': 'Made or read this bundle',
  'member.suspended': 'Suspended',
  'member.suspension_lifted': 'Suspension lifted',
};

/** In words; what has none yet, as it is written down. */
export function actionWords(action: string): string {
  const plain = action.replaceAll(/[._]/g, ' ');
  return ACTIONS[action] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

const OUTCOMES: Record<string, string> = {
  approved: 'Approved',
  approved_with_conditions: 'Approved with conditions',
  declined: 'Declined',
  deferred: 'Deferred',
};

export const outcomeWords = (outcome: Outcome) => OUTCOMES[outcome] ?? plainly(outcome);

const REASONS: Record<string, string> = {
  requirements_not_met: 'What the scheme asks for is not there',
  unlawful_activity: 'Unlawful activity',
  against_community_interest: 'Against the interest of the community',
  customers_wellbeing: 'Against the wellbeing of the people they would support',
  incomplete: 'The application was not completed',
};

export const reasonWords = (reason: DeclineReason) => REASONS[reason] ?? plainly(reason);

export function standingWords(standing: Standing): string {
  if (!standing.scheme) return 'Not on the register';
  const missing = standing.missing.length
    ? `; missing or out of date: ${standing.missing.map(plainly).join(', ')}`
    : '';
  if (!standing.listed) return `Not listed${missing}`;
  return `${standing.accredited ? 'Accredited' : 'Listed for information'} by ${standing.scheme}${missing}`;
}

export function plainly(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
