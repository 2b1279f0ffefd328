import {addMonths, invalid, isDay, type Day} from '@app/kernel';
import type {AnswerRule, Question} from './questions.js';

const YOUNGEST_YEARS = 16;
const OLDEST_YEARS = 100;
const CODE = /^[a-z][a-z0-9_]{0,59}$/;
const ONE_LINE = /^[^\t\r\n]*\S[^\t\r\n]*$/;
const PHONE = /^[+()\d\s-]{7,30}$/;

/**
 * The answer as it is kept.
 * @throws VALIDATION_FAILED naming `answer`
 */
export function checkedAnswer(question: Question, answer: unknown, today: Day): string | string[] {
  const problem = problemOf(question.rule, answer) ?? ownProblem(question.code, answer as string | string[], today);
  if (problem) throw invalid({field: 'answer', message: problem});
  return Array.isArray(answer) ? [...new Set(answer as string[])] : (answer as string).trim();
}

function problemOf(rule: AnswerRule, answer: unknown): string | null {
  switch (rule.type) {
    case 'day':
      return isDay(answer) ? null : 'Enter a date, like 1980-03-27.';
    case 'text':
      return typeof answer === 'string' && ONE_LINE.test(answer) && answer.length <= rule.longest
        ? null
        : `Enter one line of up to ${rule.longest} characters.`;
    case 'choice':
      return typeof answer === 'string' && rule.of.includes(answer) ? null : `Choose one of ${rule.of.join(', ')}.`;
    case 'list':
      return Array.isArray(answer) &&
        answer.length > 0 &&
        answer.length <= rule.most &&
        answer.every((each) => typeof each === 'string' && CODE.test(each) && (rule.of?.includes(each) ?? true))
        ? null
        : `Choose at least one, and no more than ${rule.most}.`;
  }
}

/** What is wrong with it although it is well formed. */
function ownProblem(code: string, answer: string | string[], today: Day): string | null {
  if (Array.isArray(answer)) {
    return answer.includes('none') && answer.length > 1 ? 'Choose what you do, or none of these.' : null;
  }
  if (code === 'phone') return PHONE.test(answer) ? null : 'Enter a telephone number, like 0115 496 0123.';
  if (code !== 'born_on') return null;
  if (answer > today) return 'Your date of birth must be in the past.';
  if (answer > addMonths(today, -YOUNGEST_YEARS * 12)) return `You must be ${YOUNGEST_YEARS} or over to apply.`;
  return answer < addMonths(today, -OLDEST_YEARS * 12) ? 'Check the year of your date of birth.' : null;
}
