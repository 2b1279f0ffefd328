import {mayFor, type Principal} from '@app/identity';
import type {ServiceWords} from '@app/listings';
import type {PlanSummary, PlanView} from '@app/plans';
import {HOW_WORDS} from '../../words/representation-words.js';
import {
  HELP_WORDS,
  PLAN_STATE_WORDS,
  PLAN_TAGS,
  compareHref,
  timeWords,
  type TimeWords,
} from '../../words/plan-words.js';
import {t, words} from '../../words/t.js';
import {PLAN_PARTS, type PlanPart} from './plan.form.js';

const PART_TITLES: Record<PlanPart, string> = words({
  about: 'About you',
  outcomes: 'What you want',
  help: 'What will help',
  week: 'A rough week, and what it costs',
  risks: 'Risks that are worth taking',
  backup: 'If somebody cannot come',
});

export function summaryOf(plan: PlanSummary) {
  return {...plan, stateWords: PLAN_STATE_WORDS[plan.state], tag: PLAN_TAGS[plan.state]};
}

/** A plan in words, for whoever reads it. */
export function planPage(plan: PlanView, services: readonly ServiceWords[]) {
  const names = new Map(services.map(({code, name}) => [code, name]));
  const {content, weeklyPence, figurePence} = plan;
  return {
    plan: {...summaryOf(plan), how: plan.agreedHow && HOW_WORDS[plan.agreedHow]},
    about: content.about,
    helpedBy: content.helpedBy,
    outcomes: content.outcomes,
    help: content.help.map((each) => ({...each, kindWords: HELP_WORDS[each.kind]})),
    risks: content.risks,
    backup: content.backup,
    times: content.times.map((time): TimeWords => timeWords(time, names)),
    compareHref: compareHref(content.times),
    indicative: content.indicativePence,
    cost: {weeklyPence, figurePence, overPence: figurePence === null ? 0 : Math.max(0, weeklyPence - figurePence)},
  };
}

/** What the person, or who acts for them, can do with it now. */
export function planActions(principal: Principal, {state}: Pick<PlanView, 'state'>) {
  const mayWrite = mayFor(principal, 'write_plan');
  const mayAgree = mayFor(principal, 'agree_plan');
  return {
    write: mayWrite && state === 'draft',
    advert: principal.permissions.has('advert:place') && mayFor(principal, 'reach_out'),
    shortlist: principal.permissions.has('shortlist:keep') && mayFor(principal, 'reach_out'),
    offer: state === 'draft' && mayWrite && !mayAgree,
    agree: mayAgree && (state === 'draft' || state === 'offered'),
    change: (state === 'offered' && mayWrite) || (state === 'agreed' && mayAgree),
    start: mayWrite && (state === 'accepted' || state === 'returned'),
  };
}

/** The parts of a draft as a list of tasks. */
export function planTasks({id, content}: PlanView) {
  const done: Record<PlanPart, boolean> = {
    about: content.about !== null,
    outcomes: content.outcomes.length > 0,
    help: content.help.length > 0,
    week: content.times.length > 0,
    risks: content.risks.length > 0,
    backup: content.backup !== null,
  };
  return PLAN_PARTS.map((part) => ({
    part,
    title: PART_TITLES[part],
    path: `/plan/${id}/write/${part}`,
    done: done[part],
    status: done[part] ? t('Written') : t('Not yet'),
  }));
}

export const partTitle = (part: PlanPart) => PART_TITLES[part];
