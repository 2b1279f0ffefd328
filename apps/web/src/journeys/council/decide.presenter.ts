import {DECLINE_REASONS, type Outcome} from '@app/register';
import {DECLINE_WORDS, OUTCOME_TITLES, OUTCOME_WORDS} from '../../words/register-words.js';
import type {DecideForm} from './decide.form.js';

interface MayDecide {
  othersDecide: boolean;
  mayApprove: boolean;
  onlyDecline: boolean;
}

/** The page that asks why: what it asks follows from what was chosen. */
export function decidePage(outcome: Outcome) {
  return {
    outcome,
    title: OUTCOME_TITLES[outcome],
    declineReasons: DECLINE_REASONS.map((each) => ({value: each, text: DECLINE_WORDS[each]})),
  };
}

/** Why there is no use in going on: this decision cannot be made. The use case has the last word. */
export function hindranceTo(outcome: Outcome, {othersDecide, mayApprove, onlyDecline}: MayDecide): string | null {
  if (othersDecide) return 'Somebody else has to decide this application';
  if (!mayApprove && !onlyDecline) return 'This application does not wait for a decision';
  if (!mayApprove && outcome !== 'declined') return 'This application can be declined now, but not approved';
  return null;
}

/** What is asked to be recorded. */
export function decisionWords({outcome, reasonCode, conditions, reasons}: DecideForm) {
  return {
    outcome: OUTCOME_WORDS[outcome],
    approves: outcome !== 'declined',
    reason: outcome === 'declined' && reasonCode && DECLINE_WORDS[reasonCode],
    conditions: outcome === 'approved_with_conditions' ? conditions : null,
    reasons,
  };
}
