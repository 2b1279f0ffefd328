import type {
  ApplicationState,
  Circumstance,
  DeclineReason,
  MemberKind,
  Outcome,
  RequirementKind,
  VoidReason,
} from '@app/register';
import {formatPounds} from './figures.js';
import {words} from './t.js';

export const STATE_WORDS: Record<ApplicationState, string> = words({
  draft: 'Not handed in',
  submitted: 'Handed in',
  in_checks: 'Being checked',
  ready: 'Ready for a decision',
  deferred: 'Deferred',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
});

/** The colour of each state's tag; the words say it, the colour only helps. */
export const STATE_COLOURS: Record<ApplicationState, string> = {
  draft: 'grey',
  submitted: 'yellow',
  in_checks: 'blue',
  ready: 'purple',
  deferred: 'orange',
  approved: 'green',
  declined: 'red',
  withdrawn: 'grey',
};

export const MEMBER_KIND_WORDS: Record<MemberKind, string> = words({
  pa: 'Personal assistant',
  business: 'Small provider or business',
  cqc_body: 'Provider registered with the Care Quality Commission',
  broker: 'Support planner or broker',
});

export const CIRCUMSTANCE_WORDS: Record<Circumstance, string> = words({
  self_employed: 'They work for themselves for at least one person',
  drives: 'They drive people or drive for them',
  regulated_activity:
    'Their tasks are regulated activity: personal care, health tasks, medicines, shopping or money for somebody, driving to care',
  no_regulated_activity: 'None of their tasks is regulated activity',
});

export const DECISION_WORDS: Record<Outcome | 'deferred', string> = words({
  deferred: 'Decide later',
  approved: 'Approve',
  approved_with_conditions: 'Approve with conditions',
  declined: 'Decline',
});

export const DECISION_TITLES: Record<Outcome | 'deferred', string> = words({
  deferred: 'Decide later',
  approved: 'Approve this application',
  approved_with_conditions: 'Approve with conditions',
  declined: 'Decline this application',
});

export const OUTCOME_DONE: Record<Outcome, string> = words({
  approved: 'Approved',
  approved_with_conditions: 'Approved with conditions',
  declined: 'Declined',
});

export const DECLINE_WORDS: Record<DeclineReason, string> = words({
  requirements_not_met: 'What the scheme asks for is not there',
  unlawful_activity: 'Unlawful activity',
  against_community_interest: 'Against the interest of the community',
  customers_wellbeing: 'Against the wellbeing of the people they would support',
  incomplete: 'The application was not completed',
});

export const VOID_WORDS: Record<VoidReason, string> = words({
  recorded_in_error: 'It was recorded by mistake',
  wrong_person: 'It belongs to somebody else',
  not_genuine: 'It is not genuine',
  ended_early: 'It ended before its time, like an insurance that was cancelled',
  people_changed: 'Other people, or other certificates of theirs, count now',
});

/** What an officer needs to know before writing anything down. */
export const KIND_HINTS: Partial<Record<RequirementKind, string>> = words({
  identity: 'Look at the original. Write down what it was, not its number.',
  right_to_work: 'Use a check that the Home Office accepts. Write down how you checked, not the number or code.',
  dbs: 'Write down only what is asked for here. Never write what the certificate says, or that it says nothing. Give the certificate back; no copy is kept.',
  court_judgments:
    'Look in the Register of Judgments, Orders and Fines. Write down only that somebody looked: what you found belongs to the decision.',
  reference: 'From somebody who is not a relative. Write down who gave it and how, not what it says.',
});

/** Choices among facts, where the code itself would not do as words. */
const FACT_WORDS: Record<string, string> = words({
  passport: 'Passport',
  driving_licence: 'Driving licence',
  citizen_card: 'CitizenCard',
  online_share_code: 'Share code, checked online',
  identity_service: 'Certified identity service',
  basic: 'Basic',
  standard: 'Standard',
  enhanced: 'Enhanced',
  enhanced_barred: 'Enhanced with barred lists',
  adult: 'Adult workforce',
  child: 'Child workforce',
  adult_and_child: 'Adult and child workforce',
  other: 'Other workforce',
  utr_letter: 'Letter with their tax reference',
  hmrc_account: 'Their HMRC account',
  register_search: 'A search of the Register of Judgments, Orders and Fines',
  search_they_brought: 'A search of that register that they brought',
  phone: 'By telephone',
  form: 'On a form',
  letter: 'In a letter',
  paper: 'On paper',
  online: 'Online',
  no_change: 'No change: nothing new since it was issued',
  new_information: 'Ask for a new certificate',
  not_subscribed: 'Not subscribed',
  themselves: 'They apply themselves, for a basic certificate',
  umbrella_body: 'Through an umbrella body',
  organisation: 'The organisation applies',
});

export function factWords(name: string, value: string | number): string {
  if (name.endsWith('_pence') && typeof value === 'number') return formatPounds(value);
  const text = String(value);
  const plain = text.charAt(0).toUpperCase() + text.slice(1).replaceAll('_', ' ');
  return FACT_WORDS[text] ?? plain;
}
