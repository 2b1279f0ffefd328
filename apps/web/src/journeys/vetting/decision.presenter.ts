import type {Appealable, AppealOutcome, DecisionLetter} from '@app/register';
import {decisionSections} from './decision.words.js';
import {t, words} from '../../words/t.js';

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
  const {appeals, ways} = letter;
  return {
    letter,
    headline: headlineOf(letter),
    sections: decisionSections(letter),
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
