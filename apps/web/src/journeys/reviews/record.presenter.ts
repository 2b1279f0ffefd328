import {
  REVIEW_KINDS,
  REVIEW_RESULTS,
  REVIEW_WAYS,
  type CouncilBudget,
  type DueReview,
  type NewReview,
  type ReviewView,
} from '@app/allocations';
import {addDays, type Day} from '@app/kernel';
import type {Outcome} from '@app/plans';
import {MORE_OUTCOMES} from './review.form.js';
import {
  MET_WORDS,
  resultWords,
  REVIEW_KIND_WORDS,
  REVIEW_REASON_WORDS,
  REVIEW_RESULT_WORDS,
  REVIEW_WAY_WORDS,
  reviewCard,
} from './review.words.js';
import {formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';
import {exampleOf} from '../council/example-day.js';

interface About {
  budget: CouncilBudget;
  due: DueReview;
  reviews: readonly ReviewView[];
  plan: {planId: string; outcomes: readonly Outcome[]} | null;
  today: Day;
}

/** What record.njk shows. */
export function recordPage({budget, due, reviews, plan, today}: About) {
  const planned = plan?.outcomes.map(({text}) => text) ?? [];
  const more = Array.from({length: MORE_OUTCOMES}, () => null);
  return {
    budget,
    due: {...due, why: due.request && REVIEW_REASON_WORDS[due.request.why]},
    last: reviews[0] ? reviewCard(reviews[0]) : null,
    today,
    example: exampleOf(addDays(today, 28)),
    hasPlan: plan !== null,
    outcomes: [...planned, ...more].map((text, index) => ({text, index})),
    kinds: choices(REVIEW_KINDS, REVIEW_KIND_WORDS),
    usualKind: due.needsFull ? 'full' : 'light',
    ways: choices(REVIEW_WAYS, REVIEW_WAY_WORDS),
    results: choices(REVIEW_RESULTS, REVIEW_RESULT_WORDS),
    met: Object.entries(MET_WORDS).map(([value]) => ({value, text: MET_WORDS[value as keyof typeof MET_WORDS]})),
    lines: budget.lines
      .filter(({cycle}) => cycle !== 'once')
      .map(({id, purpose, weeklyPence}) => ({
        value: id,
        text: purpose,
        hint: {text: t('{{amount}} a week', {amount: formatPounds(weeklyPence)})},
      })),
  };
}

/** What check.njk adds: the result in a sentence, and each outcome. */
export function checkPart(review: NewReview, {budget}: {budget: CouncilBudget}) {
  const {change} = review;
  const line = budget.lines.find(({id}) => id === change?.lineId);
  return {
    review,
    result: resultWords({
      result: change?.result ?? 'unchanged',
      purpose: line?.purpose ?? null,
      fromDay: change?.fromDay ?? null,
      weeklyPence: change?.result === 'amount' ? change.weeklyPence : null,
      beforePence: line?.weeklyPence ?? null,
    }),
    rated: review.outcomes.map((each) => ({...each, metWords: MET_WORDS[each.met]})),
  };
}

function choices<Value extends string>(values: readonly Value[], said: Record<Value, string>) {
  return values.map((value) => ({value, text: said[value]}));
}
