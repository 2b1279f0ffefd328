/**
 * Who may do what for somebody: one table, role by action. The code asks it, the pages show it, a test walks all of it.
 * Care Act 2014 s.31 (nominated person), s.32 (authorised person); Care and Support (Direct Payments) Regulations 2014;
 * Mental Capacity Act 2005 s.9 to 14 (attorney), s.16 to 20 (deputy).
 */
export const REPRESENTATION_KINDS = [
  'nominated',
  'authorised',
  'attorney',
  'deputy',
  'carer',
  'broker',
  'fund_holder',
] as const;
export type RepresentationKind = (typeof REPRESENTATION_KINDS)[number];

/**
 * What can be done about somebody's support and money. `reach_out` is looking for them: a shortlist,
 * writing to PAs and providers, and adverts.
 */
export const POWERS = [
  'see_budget',
  'see_support',
  'agree_terms',
  'book',
  'cancel',
  'approve_hours',
  'see_plan',
  'write_plan',
  'agree_plan',
  'propose',
  'see_backup',
  'write_backup',
  'set_contact',
  'reach_out',
  'sign_agreement',
  'write_purchases',
] as const;
export type Power = (typeof POWERS)[number];

/** The two kinds of decision that the law keeps apart: property and affairs, and health and welfare. */
export const AREAS = ['money', 'welfare'] as const;
export type Area = (typeof AREAS)[number];

/**
 * Which kind of decision each is. Choosing the support and its times, and looking for who gives it, is welfare, spending
 * is money, a booking is both; how somebody wants to be told things is neither.
 */
export const AREAS_OF: Record<Power, readonly Area[]> = {
  see_budget: ['money'],
  see_support: ['welfare'],
  agree_terms: ['money', 'welfare'],
  book: ['money', 'welfare'],
  cancel: ['money', 'welfare'],
  approve_hours: ['money'],
  see_plan: ['welfare'],
  write_plan: ['welfare'],
  agree_plan: ['money', 'welfare'],
  propose: ['welfare'],
  see_backup: ['welfare'],
  write_backup: ['welfare'],
  set_contact: [],
  reach_out: ['welfare'],
  sign_agreement: ['money'],
  write_purchases: ['money'],
};

/** Oneself, each kind of representative, staff on somebody's behalf, and the duty officer, who represents nobody. */
export const ACTORS = ['self', ...REPRESENTATION_KINDS, 'staff', 'duty'] as const;
export type Actor = (typeof ACTORS)[number];

/** `if_said`: only when the record of this one representation says so, because the person consented to it. */
export type Grant = 'yes' | 'if_said' | 'no';

const DECIDES: readonly Power[] = [
  'see_budget',
  'see_support',
  'agree_terms',
  'book',
  'cancel',
  'approve_hours',
  'see_plan',
  'write_plan',
  'see_backup',
  'write_backup',
  'reach_out',
  'write_purchases',
];
const STANDS_IN: readonly Power[] = [...DECIDES, 'agree_plan', 'set_contact'];
/** The agreement that comes before a direct payment: by whom the money is for, or who stands in for them. */
const SIGNS: readonly Power[] = [...STANDS_IN, 'sign_agreement'];
const NONE: readonly Power[] = [];

/** What is not in a role's two lists, it may not do. */
const TABLE: Record<Actor, {yes: readonly Power[]; ifSaid: readonly Power[]}> = {
  self: {yes: SIGNS, ifSaid: NONE},
  // Somebody who can decide agrees their own plan, and says how they want to be told things.
  nominated: {yes: DECIDES, ifSaid: ['propose', 'set_contact']},
  authorised: {yes: SIGNS, ifSaid: ['propose']},
  attorney: {yes: SIGNS, ifSaid: ['propose']},
  deputy: {yes: SIGNS, ifSaid: ['propose']},
  // Caring for somebody is no power over them: all of it is the adult's consent. To decide, a carer is nominated.
  carer: {
    yes: NONE,
    ifSaid: [
      'see_budget',
      'see_support',
      'see_plan',
      'write_plan',
      'propose',
      'see_backup',
      'write_backup',
      'reach_out',
      // Who does the shopping writes down what it cost, without deciding anything else.
      'write_purchases',
    ],
  },
  // Prepares, and never spends.
  broker: {
    yes: NONE,
    ifSaid: ['see_budget', 'see_support', 'see_plan', 'write_plan', 'propose', 'see_backup', 'reach_out'],
  },
  // The lines of the fund, and nothing else.
  fund_holder: {yes: ['see_budget'], ifSaid: NONE},
  staff: {yes: STANDS_IN, ifSaid: NONE},
  // Out of hours, for anybody in the council.
  duty: {yes: ['see_backup'], ifSaid: NONE},
};

/** What the table says of one role and one action. */
export function grantOf(actor: Actor, power: Power): Grant {
  const {yes, ifSaid} = TABLE[actor];
  if (yes.includes(power)) return 'yes';
  return ifSaid.includes(power) ? 'if_said' : 'no';
}

/** Everything that can be recorded for this role. */
export function mostOf(actor: Actor): Power[] {
  return POWERS.filter((power) => grantOf(actor, power) !== 'no');
}

/** What this role may do where the record says nothing of its own. */
export function usualOf(actor: Actor): Power[] {
  return POWERS.filter((power) => grantOf(actor, power) === 'yes');
}
