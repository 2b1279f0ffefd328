import type {MemberKind, RequirementKind, RequirementTerms} from '../scheme/requirement-kinds.js';

/** What may be answered: a day, a line, one of several, or some of a list. */
export type AnswerRule =
  | {type: 'day'}
  | {type: 'text'; longest: number}
  | {type: 'choice'; of: readonly string[]}
  | {type: 'list'; most: number; of?: readonly string[]};

export interface Question {
  code: string;
  rule: AnswerRule;
  /** The requirement that it is about; null for what every applicant is asked. */
  requirement: RequirementTerms | null;
  /** Asked only after another answer. */
  after?: {question: string; is: string};
}

/** Papers that an applicant sends or shows. A DBS certificate is shown only: no file of it is kept. */
export const FILE_KINDS: readonly RequirementKind[] = [
  'identity',
  'right_to_work',
  'training',
  'insurance',
  'qualification',
  'tax_registration',
  'trading_history',
];

/** What of somebody's work is regulated activity with adults, so that another DBS level is asked for; or none of it. */
export const CARE_TASKS = [
  'personal_care',
  'health_care',
  'medicines',
  'shopping_money',
  'driving_to_care',
  'none',
] as const;

const YES_NO = ['yes', 'no'] as const;

/** By the kind of a requirement: the question about it, and what may be answered. Others have no question. */
const OF_KIND: Partial<Record<RequirementKind, {prefix: string; of: readonly string[]}>> = {
  ...Object.fromEntries(FILE_KINDS.map((kind) => [kind, {prefix: 'have', of: ['show', 'not_yet']}])),
  dbs: {prefix: 'dbs', of: ['update_service', 'certificate', 'needed']},
  code_of_conduct: {prefix: 'agree', of: ['agreed']},
  self_declaration: {prefix: 'declare', of: ['all_true', 'talk_first']},
  fee: {prefix: 'fee', of: ['card', 'bank_transfer', 'cheque', 'ask_for_help']},
};

/** What an applicant of this kind is asked, under requirements that apply to them, in the order of asking. */
export function questionsFor(kind: MemberKind, requirements: readonly RequirementTerms[]): Question[] {
  const isPerson = kind === 'pa';
  const own = (code: string, rule: AnswerRule, after?: Question['after']): Question => ({
    code,
    rule,
    requirement: null,
    ...(after && {after}),
  });
  return [
    ...(isPerson ? [own('born_on', {type: 'day'})] : []),
    own('phone', {type: 'text', longest: 30}),
    own('services', {type: 'list', most: 40}),
    own('care_tasks', {type: 'list', most: CARE_TASKS.length, of: CARE_TASKS}),
    ...(isPerson ? [own('status', {type: 'choice', of: ['self_employed', 'employed', 'both']})] : []),
    ...(isPerson || kind === 'business' ? [own('drives', {type: 'choice', of: YES_NO})] : []),
    ...(isPerson ? [own('business_insurance', {type: 'choice', of: YES_NO}, {question: 'drives', is: 'yes'})] : []),
    ...requirements.flatMap((terms) => {
      const about = OF_KIND[terms.kind];
      if (!about) return [];
      return [
        {code: `${about.prefix}_${terms.code}`, rule: {type: 'choice' as const, of: about.of}, requirement: terms},
      ];
    }),
  ];
}

/** Whether a question is asked, after what has been answered. */
export function isAsked({after}: Question, answers: Readonly<Record<string, string | string[]>>): boolean {
  return !after || answers[after.question] === after.is;
}
