import type {Appealable, AppealOutcome, DecisionLetter, DeclineReason} from '@app/register';
import {t, words} from '../../words/t.js';

/** What the decision means, to whoever applied. */
const DECLINE_SENTENCES: Record<DeclineReason, string> = words({
  requirements_not_met: 'Something that the scheme asks for was missing or out of date.',
  unlawful_activity: 'We found unlawful activity that the scheme does not allow.',
  against_community_interest: 'We decided that it would be against the interest of the community.',
  customers_wellbeing: 'We decided that it could harm the wellbeing of the people you would support.',
  incomplete: 'The application was not completed.',
});

/** In neutral words: nobody is told here why they are not listed for now. */
export const WAY_WORDS: Record<Appealable, string> = words({
  decline: 'Appeal against this decision',
  condition: 'Appeal against this condition',
  suspension: 'Ask us to look again at why you are not currently listed',
  termination: 'Appeal against the end of your place on the register',
});

const APPEAL_OUTCOME_WORDS: Record<AppealOutcome, string> = words({
  upheld: 'We agreed with you',
  partly_upheld: 'We agreed with part of what you said',
  dismissed: 'We did not change the decision',
});

export function decisionPage(letter: DecisionLetter) {
  const {decision, deferral, appeals, ways} = letter;
  return {
    letter,
    headline: headlineOf(letter),
    because: decision?.reasonCode ? DECLINE_SENTENCES[decision.reasonCode] : null,
    explanation: decision?.explanation ?? deferral?.explanation ?? null,
    ways: ways.map((way) => ({...way, words: WAY_WORDS[way.against]})),
    appeals: appeals.map((each) => ({
      ...each,
      words: WAY_WORDS[each.against],
      open: each.state === 'received' || each.state === 'in_review',
      outcomeWords: each.outcome && APPEAL_OUTCOME_WORDS[each.outcome],
    })),
  };
}

function headlineOf({decision, deferral, state}: DecisionLetter): string {
  if (deferral) return t('We will decide later');
  if (decision?.outcome === 'approved') return t('Your application is approved');
  if (decision?.outcome === 'approved_with_conditions') return t('Your application is approved with conditions');
  if (decision) return t('Your application is declined');
  return state === 'withdrawn' ? t('Your application was withdrawn') : t('There is no decision yet');
}
