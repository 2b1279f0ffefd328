import {FILE_KINDS, isAsked, questionsFor, type Question} from './questions.js';
import type {Answers} from './answers.js';
import type {FileView} from '../files/evidence-files.js';
import type {RefereeView} from '../referees/read-references.js';
import type {MemberKind, RequirementTerms} from '../scheme/requirement-kinds.js';
import type {RequirementState} from '../standing/requirement-state.js';

/** `known`: the council has it already, so it is not asked again. `theirs`: nothing for the applicant to do. */
export type TaskState = 'done' | 'missing' | 'known' | 'theirs';

/** One thing for an applicant to do: a question, a paper with a question, or naming referees. */
export interface ApplyTask {
  code: string;
  kind: 'question' | 'paper' | 'referees' | 'meeting';
  state: TaskState;
  requirement: RequirementTerms | null;
  question: Question | null;
}

export interface Told {
  answers: Answers;
  files: readonly FileView[];
  referees: readonly RefereeView[];
}

/** What there is to do, in the order of doing it. It follows from what the scheme's version asks of this applicant. */
export function tasksOf(kind: MemberKind, states: readonly RequirementState[], told: Told): ApplyTask[] {
  const questions = questionsFor(
    kind,
    states.map(({terms}) => terms),
  );
  const general = questions
    .filter((question) => question.requirement === null && isAsked(question, told.answers))
    .map((question): ApplyTask => {
      const state = told.answers[question.code] === undefined ? 'missing' : 'done';
      return {code: question.code, kind: 'question', state, requirement: null, question};
    });
  return [...general, ...states.map((state) => taskOf(state, questions, told))];
}

function taskOf({terms, met}: RequirementState, questions: readonly Question[], told: Told): ApplyTask {
  const question = questions.find((each) => each.requirement?.code === terms.code) ?? null;
  const base = {requirement: terms, question, code: question?.code ?? terms.code};
  if (terms.kind === 'reference') {
    const usable = told.referees.filter(
      (each) => each.requirement === terms.code && each.state !== 'declined' && each.state !== 'unsuitable',
    );
    const state = met ? 'known' : usable.length >= terms.needed ? 'done' : 'missing';
    return {...base, kind: 'referees', state};
  }
  if (!question) return {...base, kind: 'meeting', state: met ? 'known' : 'theirs'};
  const kind = FILE_KINDS.includes(terms.kind) ? 'paper' : 'question';
  if (met) return {...base, kind, state: 'known'};
  const sent = told.files.some((each) => each.requirement === terms.code && each.state !== 'infected');
  return {...base, kind, state: sent || told.answers[question.code] !== undefined ? 'done' : 'missing'};
}
