import {londonDay, type Day} from '@app/kernel';
import type {Paper, PaperBlock, PaperSection} from '@app/platform';
import type {ConditionView, DecisionLetter, DeclineReason} from '@app/register';
import type {Council} from '../../council.js';
import {formatDay} from '../../words/figures.js';
import {t, words} from '../../words/t.js';

/** What of the decision's page a letter says too. */
interface Told {
  letter: DecisionLetter;
  headline: string;
  ways: {words: string; text: string | null; lastDay: Day}[];
}

/** What the decision means, to whoever applied. */
const DECLINE_SENTENCES = words<Record<DeclineReason, string>>({
  requirements_not_met: 'Something that the scheme asks for was missing or out of date.',
  unlawful_activity: 'We found unlawful activity that the scheme does not allow.',
  against_community_interest: 'We decided that it would be against the interest of the community.',
  customers_wellbeing: 'We decided that it could harm the wellbeing of the people you would support.',
  incomplete: 'The application was not completed.',
});

/** The decision in plain words: the page, the letter to print and the PDF say the same. */
export function decisionSections(letter: DecisionLetter): PaperSection[] {
  const {conditions, decision, deferral} = letter;
  const texts = [
    whatWeDecided(letter),
    decision?.reasonCode ? DECLINE_SENTENCES[decision.reasonCode] : null,
    decision?.explanation ?? deferral?.explanation ?? null,
    letter.ended
      ? t('Your place on the register has ended.')
      : letter.notCurrentlyListed
        ? t('You are not currently listed.')
        : null,
  ];
  const blocks = texts.flatMap((text): PaperBlock[] => (text ? [{kind: 'text', text}] : []));
  return [
    ...(blocks.length ? [{heading: t('What this means'), blocks}] : []),
    ...(conditions.length
      ? [{heading: t('What you have to do'), blocks: [{kind: 'list' as const, items: conditions.map(conditionWords)}]}]
      : []),
  ];
}

/** As a letter, with what they can do about it. */
export function letterPaper({letter, headline, ways}: Told, council: Council, today: Day): Paper {
  const lines = ways.map(({words: way, text, lastDay}) => {
    const figures = {way, day: date(lastDay)};
    return text
      ? t('{{way}}, “{{text}}”: tell us by {{day}}. Say why you do not agree.', {...figures, text})
      : t('{{way}}: tell us by {{day}}. Say why you do not agree.', figures);
  });
  const how = t(
    'Somebody who had no part in the decision looks at it again. It costs nothing. Sign in and choose “Read the decision”, or write to us, or ring us: {{phone}}, {{email}}.',
    {phone: council.phone, email: council.email},
  );
  const [first, ...more] = decisionSections(letter);
  return {
    title: headline,
    subtitle: `${council.name}, ${date(today)}`,
    author: council.name,
    sections: [
      {heading: t('Dear {{name}}', {name: letter.member.name}), blocks: first?.blocks ?? []},
      ...more,
      ...(lines.length
        ? [
            {
              heading: t('If you do not agree'),
              blocks: [
                {kind: 'list' as const, items: lines},
                {kind: 'text' as const, text: how},
              ],
            },
          ]
        : []),
    ],
  };
}

function whatWeDecided({decision, deferral, scheme}: DecisionLetter): string | null {
  if (deferral) {
    return t(
      'We need more time. We look at your application again on {{day}}. You do not have to do anything until we ask you.',
      {day: date(deferral.until)},
    );
  }
  if (!decision) return null;
  const figures = {day: date(londonDay(decision.decidedAt)), scheme};
  if (decision.outcome === 'declined') return t('We decided on {{day}} on your application to {{scheme}}.', figures);
  return t('We decided on {{day}} on your application to {{scheme}}. It counts from {{from}}.', {
    ...figures,
    from: date(decision.effectiveOn),
  });
}

function conditionWords({text, dueOn, metOn, removed, publiclyVisible}: ConditionView): string {
  const state = removed
    ? t('This no longer applies, after an appeal.')
    : metOn
      ? t('Done on {{day}}.', {day: date(metOn)})
      : dueOn
        ? t('Do this by {{day}}. If it is not done by then, you are not listed from the next day until it is.', {
            day: date(dueOn),
          })
        : '';
  const seen = publiclyVisible && !metOn ? t('Everybody who reads your listing sees this.') : '';
  return [text, state, seen].filter(Boolean).join(' ');
}

const date = (day: Day) => formatDay(day, {});
