import type {Met, ReviewKind, ReviewReason, ReviewResult, ReviewView, ReviewWay} from '@app/allocations';
import {formatDay, formatPounds} from '../../words/figures.js';
import {t, words} from '../../words/t.js';

export const REVIEW_KIND_WORDS: Record<ReviewKind, string> = words({
  light: 'Light-touch review',
  full: 'Full review',
});

export const REVIEW_WAY_WORDS: Record<ReviewWay, string> = words({
  visit: 'Face to face',
  video: 'By video',
  phone: 'By phone',
  letter: 'By letter or email',
});

export const MET_WORDS: Record<Met, string> = words({
  fully: 'Fully met',
  partly: 'Partly met',
  not: 'Not met',
});

export const REVIEW_RESULT_WORDS: Record<ReviewResult, string> = words({
  unchanged: 'Nothing changes',
  amount: 'Another amount a week',
  end: 'A line ends',
});

export const REVIEW_REASON_WORDS: Record<ReviewReason, string> = words({
  asked: 'The person asked for it',
  needs: 'What they need has changed',
  capacity: 'Whether they can decide has changed',
  concern: 'There is a concern',
  breach: 'The agreement was not kept',
});

const day = (value: string) => formatDay(value, {});

/** What a review changes, in a sentence. */
export function resultWords(
  review: Pick<ReviewView, 'result' | 'purpose' | 'fromDay' | 'weeklyPence' | 'beforePence'>,
): string {
  const {result, purpose, fromDay, weeklyPence, beforePence} = review;
  if (result === 'unchanged' || !fromDay) return t('Nothing changes');
  if (result === 'end') return t('{{purpose}}: the last day is {{day}}', {purpose, day: day(fromDay)});
  const figures = {purpose, day: day(fromDay), amount: formatPounds(weeklyPence ?? 0)};
  return t('{{purpose}}: {{amount}} a week from {{day}}, before it {{before}}', {
    ...figures,
    before: formatPounds(beforePence ?? 0),
  });
}

/** A review as its pages show it. */
export function reviewCard(review: ReviewView) {
  const {heldOn, kind, how, tookPart, nextDueOn} = review;
  return {
    ...review,
    title: `${REVIEW_KIND_WORDS[kind]}, ${day(heldOn)}`,
    resultWords: resultWords(review),
    facts: [
      {key: t('How'), value: REVIEW_WAY_WORDS[how]},
      {key: t('Who took part'), value: tookPart},
      {key: t('Result'), value: resultWords(review)},
      {key: t('Next review'), value: t('by {{day}}', {day: day(nextDueOn)})},
    ],
    outcomes: review.outcomes.map((each) => ({...each, metWords: MET_WORDS[each.met]})),
  };
}
