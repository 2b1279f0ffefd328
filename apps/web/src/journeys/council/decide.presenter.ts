import {DECLINE_REASONS} from '@app/register';
import {DECISION_TITLES, DECISION_WORDS, DECLINE_WORDS} from '../../words/register-words.js';
import {CONDITION_BOXES, conditionsOf, type Decided, type DecideForm} from './decide.form.js';
import {t} from '../../words/t.js';

interface MayDecide {
  othersDecide: boolean;
  mayApprove: boolean;
  onlyDecline: boolean;
}

/** The page that asks why: what it asks follows from what was chosen. */
export function decidePage(outcome: Decided) {
  return {
    outcome,
    title: DECISION_TITLES[outcome],
    conditionBoxes: CONDITION_BOXES,
    declineReasons: DECLINE_REASONS.map((each) => ({value: each, text: DECLINE_WORDS[each]})),
  };
}

/** Why there is no use in going on: this decision cannot be made. The use case has the last word. */
export function hindranceTo(outcome: Decided, {othersDecide, mayApprove, onlyDecline}: MayDecide): string | null {
  if (othersDecide) return t('Somebody else has to decide this application');
  if (!mayApprove && !onlyDecline) return t('This application does not wait for a decision');
  if (!mayApprove && (outcome === 'approved' || outcome === 'approved_with_conditions'))
    return t('This application can be declined now, but not approved');
  return null;
}

/** What is asked to be recorded. */
export function decisionWords(form: DecideForm) {
  const {outcome, reasonCode, reasons, explanation, until} = form;
  return {
    outcome: DECISION_WORDS[outcome],
    approves: outcome === 'approved' || outcome === 'approved_with_conditions',
    until: outcome === 'deferred' ? until : null,
    explanation,
    reason: outcome === 'declined' && reasonCode && DECLINE_WORDS[reasonCode],
    conditions: outcome === 'approved_with_conditions' ? conditionsOf(form) : [],
    reasons,
  };
}
