import type {Principal} from '@app/identity';
import {londonDay, type Day} from '@app/kernel';
import {applicationMachine, type ApplicationView, type RequirementState} from '@app/register';
import {
  CIRCUMSTANCE_WORDS,
  DECLINE_WORDS,
  MEMBER_KIND_WORDS,
  OUTCOME_DONE,
  STATE_COLOURS,
  STATE_WORDS,
} from '../../words/register-words.js';
import {isSoon, lastDay} from './soon.js';
import {t, words} from '../../words/t.js';

const DONE: Record<string, string> = words({
  opened: 'The application is open.',
  submitted: 'The application is handed in. You can record evidence now.',
  recorded: 'The evidence is recorded.',
  released: 'The file is released from quarantine. It can be opened now.',
  voided: 'The evidence is withdrawn. It stays on the record and counts no more.',
  ready: 'The application is ready. Somebody who gathered none of the evidence decides.',
  decided: 'Your decision is recorded.',
  suspended: 'They are not currently listed.',
  lifted: 'The suspension is lifted.',
  concern: 'The concern is recorded. Nobody is told but those who have to know.',
});

/** An application as the council's staff see it: what is there, what is missing, what can be done next. */
export function applicationPage(view: ApplicationView, principal: Principal, today: Day, done: unknown = null) {
  const may = (permission: 'application:gather' | 'application:decide' | 'member:suspend') =>
    principal.permissions.has(permission);
  const can = (action: Parameters<typeof applicationMachine.can>[1]) => applicationMachine.can(view.state, action);
  const open = view.state !== 'declined' && view.state !== 'withdrawn';
  /** What the applicant sees of their own application is elsewhere; here they may do nothing. */
  const theirOwn = view.evidence === null;
  const ownWork = isOwnWork(view, principal.personId);
  return {
    application: view,
    kind: MEMBER_KIND_WORDS[view.member.kind],
    stateWords: STATE_WORDS[view.state],
    colour: STATE_COLOURS[view.state],
    circumstances: view.circumstances.map((each) => CIRCUMSTANCE_WORDS[each]),
    requirements: view.requirements.map((each) => requirementRow(each, view, today)),
    coming: comingWords(view),
    missing: view.requirements.filter((each) => !each.met).length,
    standing: standingWords(view),
    decision: view.decision && {
      ...view.decision,
      later: view.decision.effectiveOn !== londonDay(view.decision.decidedAt),
      outcomeWords: OUTCOME_DONE[view.decision.outcome],
      reasonWords: view.decision.reasonCode && DECLINE_WORDS[view.decision.reasonCode],
    },
    theirOwn,
    canRecordConcern: principal.permissions.has('concern:record'),
    ownWork,
    mayDecide: may('application:decide'),
    canFillIn: may('application:gather') && !theirOwn,
    canWithdraw: may('application:gather') && can('withdraw') && !theirOwn,
    canSubmit: may('application:gather') && can('submit') && !theirOwn,
    canGather: may('application:gather') && open && view.state !== 'draft' && !theirOwn,
    canMarkReady: may('application:gather') && can('mark_ready') && !theirOwn,
    canDecide: may('application:decide') && can('approve') && !theirOwn && !ownWork,
    canDecline: may('application:decide') && can('decline') && !can('approve') && !theirOwn && !ownWork,
    canSuspend: may('member:suspend') && !theirOwn && (view.standing.scheme !== null || view.suspendedSince !== null),
    done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
  };
}

/** Whether somebody gathered, opened or handed in some of it, and so may not decide. */
function isOwnWork(view: ApplicationView, personId: string): boolean {
  const recorders = (view.evidence ?? []).map((each) => each.recordedBy.id);
  return [...(view.handledBy ?? []), ...recorders].includes(personId);
}

function requirementRow(state: RequirementState, view: ApplicationView, today: Day) {
  const {terms, met, checkedOn, lapsesOn} = state;
  const recorded = view.evidence?.some((each) => each.requirement === terms.code && !each.voided) ?? false;
  const last = lastDay(lapsesOn);
  const soon = isSoon(lapsesOn, today);
  return {
    code: terms.code,
    title: terms.title,
    met,
    checkedOn,
    last,
    soon,
    status: statusWords(state, recorded, soon),
    colour: met ? (soon ? 'yellow' : 'green') : recorded ? 'yellow' : 'grey',
    warnOnly: terms.onLapse === 'warn',
  };
}

/** What a later version of the scheme will ask of somebody approved that is not there. */
function comingWords({state, coming}: ApplicationView) {
  if (state !== 'approved' || !coming?.requirements.length) return null;
  return {from: coming.from, requirements: coming.requirements.map(({terms: {code, title}}) => ({code, title}))};
}

function statusWords({terms, held, met}: RequirementState, recorded: boolean, soon: boolean): string {
  if (met) return soon ? t('Lapses soon') : t('Done');
  if (terms.needed > 1) return t('{{held}} of {{needed}}', {held, needed: terms.needed});
  return recorded ? t('Out of date') : t('Missing');
}

/** Whether strangers find them, in a sentence; with the last day where there is one. */
function standingWords({standing, suspendedSince}: ApplicationView): {text: string; until: Day | null} {
  const until = lastDay(standing.lapsesOn);
  if (standing.listed && standing.accredited)
    return {text: t('Accredited by {{scheme}}', {scheme: standing.scheme ?? ''}), until};
  if (standing.listed)
    return {text: t('Listed for information by {{scheme}}, not checked', {scheme: standing.scheme ?? ''}), until};
  if (suspendedSince) return {text: t('Not currently listed: suspended by the council'), until: null};
  if (standing.reasons.includes('terminated')) return {text: t('Not listed: the council has ended it'), until: null};
  if (standing.reasons.includes('condition_overdue')) {
    return {text: t('Not currently listed: a condition of the approval is overdue'), until: null};
  }
  if (standing.scheme) return {text: t('Not currently listed: something is missing or out of date'), until: null};
  return {text: t('Not on the register yet'), until: null};
}
