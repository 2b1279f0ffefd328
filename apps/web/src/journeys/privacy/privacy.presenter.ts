import type {Role} from '@app/identity';
import type {DataRequestView, Processing} from '@app/insight';
import {CATEGORY_WORDS, PERIOD_WORDS, ROLE_WORDS} from '../../words/privacy-words.js';
import {t} from '../../words/t.js';

/** The kinds of information in words. What a kind says is the council's own record, in the language it is kept in. */
export function noticePage(processing: readonly Processing[]) {
  return processing.map((each) => ({
    ...each,
    heading: CATEGORY_WORDS[each.code] ?? each.title,
    periods: each.periods.map(({category, months, source}) => ({
      what: PERIOD_WORDS[category] ?? category,
      months: t('{{count}} months', {count: months}),
      source,
    })),
    seenBy: each.seenBy.map((role: Role) => ROLE_WORDS[role]),
  }));
}

/** What was decided of each kind of information. Why it is kept is said in the words that the decision has. */
export function decisionWords(decisions: DataRequestView['decisions']) {
  return decisions.map(({part, choice, reason}) => ({
    what: CATEGORY_WORDS[part] ?? part,
    became: choice === 'erased' ? t('Erased') : t('Kept'),
    reason,
  }));
}
