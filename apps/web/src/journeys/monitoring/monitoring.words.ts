import type {
  Asked,
  LookedOutcome,
  Rating,
  SurplusAnswer,
  SurplusDecision,
  SurplusSum,
  SurplusView,
} from '@app/allocations';
import type {Paper} from '@app/platform';
import {formatDay, formatPounds} from '../../words/figures.js';
import {t, words} from '../../words/t.js';

export const RATING_WORDS: Record<Rating, {name: string; means: string; tag: string}> = words({
  green: {name: 'Green', means: 'All is well. The council looks in seldom.', tag: 'green'},
  amber: {name: 'Amber', means: 'The council looks in more often, to help early.', tag: 'yellow'},
  red: {name: 'Red', means: 'The council looks closely for now, and helps to put things right.', tag: 'red'},
});

export const LOOKED_WORDS: Record<LookedOutcome, string> = words({
  in_order: 'In order',
  asked: 'Ask for the receipt',
  to_talk_about: 'Talk about it',
});

export const ANSWER_WORDS: Record<SurplusAnswer, {name: string; means: string}> = words({
  save: {name: 'I am saving it for something', means: 'The council can agree to keep it for that.'},
  explain: {
    name: 'There is a reason why it is left',
    means: 'For example, somebody was ill, or a bill is still to come.',
  },
  pay_back: {name: 'The council may have it back', means: 'Nothing else changes in your budget.'},
});

export const DECISION_WORDS: Record<SurplusDecision, string> = words({
  leave: 'Leave it where it is',
  save: 'Keep it for what they save for',
  reclaim: 'Take it back',
});

/** What is asked of whoever holds a budget, a sentence each: no more than the rating says. */
export function askedWords({receipts, largePence, everyWeeks}: Asked): string[] {
  const large = formatPounds(largePence);
  return [
    {
      none: t('You need to send no receipts. Keep them if you can.'),
      large: t('Please send the receipt of everything that costs {{amount}} or more.', {amount: large}),
      all: t('Please send the receipt of everything that you buy.'),
    }[receipts],
    t('The council looks at the account about every {{weeks}} weeks.', {weeks: everyWeeks}),
    t('Now and then some purchases are looked at by chance. It says nothing about you.'),
  ];
}

type Reader = 'person' | 'council';

interface SumStep {
  label: string;
  pence: number;
  way: '' | '−' | '=';
}

/**
 * The sum as it is said step by step: to what is left over, and of that to what the council may ask back.
 * @param who reads it: the person, or the council about them
 */
export function sumSteps(sum: SurplusSum, who: Reader = 'person'): SumStep[] {
  const keep = sum.weeks * sum.weeklyPence;
  const steps: SumStep[] = [
    {
      label:
        who === 'person'
          ? t('Paid in so far, by the council and by you')
          : t('Paid in so far, by the council and by them'),
      pence: sum.givenPence,
      way: '',
    },
    {label: t('Spent'), pence: sum.spentPence, way: '−'},
    {label: t('Set aside or promised for visits'), pence: sum.promisedPence, way: '−'},
    {label: t('Kept back for costs to come'), pence: sum.ringFencedPence, way: '−'},
    {label: t('Left'), pence: sum.surplusPence + keep, way: '='},
    {
      label: t('What may be kept: {{weeks}} weeks of {{amount}}', {
        ...{weeks: sum.weeks, amount: formatPounds(sum.weeklyPence)},
      }),
      pence: keep,
      way: '−',
    },
    {label: t('Left over'), pence: sum.surplusPence, way: '='},
    ...ownSteps(sum, who),
  ];
  return steps.filter(({way, pence}) => way !== '−' || pence !== 0);
}

/** Where the person pays something in: what of it is theirs, which stays with them. */
function ownSteps(sum: SurplusSum, who: Reader): SumStep[] {
  if (sum.ownGivenPence === 0 || sum.surplusPence <= 0) return [];
  return [
    {
      label:
        who === 'person'
          ? t('Of this your own part, which stays yours')
          : t('Of this their own part, which stays theirs'),
      ...{pence: sum.ownSurplusPence, way: '−'},
    },
    {label: t('What the council may ask back at most'), pence: sum.mayReclaimPence, way: '='},
  ];
}

/** How the person's own part comes about, a sentence each; none where they pay nothing in. */
export function ownWords(sum: SurplusSum): string[] {
  if (sum.ownGivenPence === 0) return [];
  const figures = figuresOf(sum);
  return [
    t('Of the {{given}} paid in, {{own}} is your own part. The council never takes it back.', figures),
    sum.contributionFirst
      ? t('Your own part is used before the council’s: {{left}} of it is left.', figures)
      : t(
          'Your part and the council’s are used side by side, as much of each as was paid in: {{left}} of yours is left.',
          figures,
        ),
    ...(sum.reclaimedPence ? [t('{{back}} was taken back before. It counts as the council’s.', figures)] : []),
    ...(sum.ownUnpaidPence
      ? [
          t(
            '{{unpaid}} of your part is not noted as paid in. It counts as yours here, and is still to be paid.',
            figures,
          ),
        ]
      : []),
  ];
}

/** The same for the council, about them. */
export function theirWords(sum: SurplusSum): string[] {
  if (sum.ownGivenPence === 0) return [];
  const figures = figuresOf(sum);
  return [
    t('Of the {{given}} paid in, {{own}} is what they pay themselves. It is never taken back.', figures),
    sum.contributionFirst
      ? t('It is used before the council’s part: {{left}} of it is left.', figures)
      : t(
          'It is used side by side with the council’s part, as much of each as was paid in: {{left}} of it is left.',
          figures,
        ),
    ...(sum.reclaimedPence ? [t('{{back}} was taken back before. It counts as the council’s.', figures)] : []),
    ...(sum.ownUnpaidPence
      ? [t('{{unpaid}} of it is not noted as paid in. It counts as theirs here, and is asked for by itself.', figures)]
      : []),
  ];
}

function figuresOf(sum: SurplusSum) {
  return {
    given: formatPounds(sum.givenPence),
    own: formatPounds(sum.ownGivenPence),
    left: formatPounds(sum.ownLeftPence),
    back: formatPounds(sum.reclaimedPence),
    unpaid: formatPounds(sum.ownUnpaidPence),
  };
}

/** @param who reads it */
export function letterCard(letter: SurplusView, who: Reader = 'person') {
  const day = (value: string) => formatDay(value, {});
  return {
    ...letter,
    steps: sumSteps(letter, who),
    own: who === 'person' ? ownWords(letter) : theirWords(letter),
    answerWords: letter.answer && ANSWER_WORDS[letter.answer].name,
    decisionWords: letter.decision && DECISION_WORDS[letter.decision],
    state: letter.decision
      ? t('Decided')
      : letter.answer
        ? t('Answered')
        : letter.mayDecide
          ? t('The time to answer is over')
          : t('To be answered by {{day}}', {day: day(letter.answerBy)}),
  };
}

/** The letter as a tagged PDF. */
export function letterPaper(letter: SurplusView, council: string): Paper {
  const day = (value: string) => formatDay(value, {});
  return {
    title: t('There is money left in your budget'),
    subtitle: t('{{purpose}}, {{name}}, {{day}}', {
      ...{purpose: letter.purpose, name: letter.holder.name, day: day(letter.sentOn)},
    }),
    author: council,
    sections: [
      {
        heading: t('How it comes about'),
        blocks: [
          {kind: 'text', text: t('You have done nothing wrong. We would like to know what the money is for.')},
          {
            kind: 'facts',
            facts: sumSteps(letter).map(({label, pence, way}) => [label, `${way} ${formatPounds(pence)}`.trim()]),
          },
          ...ownWords(letter).map((text) => ({kind: 'text' as const, text})),
        ],
      },
      {
        heading: t('What you can do'),
        blocks: [
          {kind: 'list', items: Object.values(ANSWER_WORDS).map(({name, means}) => `${name}. ${means}`)},
          {
            kind: 'text',
            text: t('Please answer by {{day}}. Nothing is taken back before that day without your answer.', {
              day: day(letter.answerBy),
            }),
          },
        ],
      },
    ],
  };
}
