import type {Day} from '@app/kernel';
import {LAPSED_DAYS, type Lapse} from '@app/register';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {fromNow, lastDay, SOON_DAYS} from './soon.js';

/** As many as are shown below the queue; the most pressing come first. */
export const LAPSES_SHOWN = 20;

/** Who is on the register and will not be for long, each with what to renew. */
export function lapsesSection({items, total}: {items: readonly Lapse[]; total: number}, today: Day) {
  return {
    days: SOON_DAYS,
    daysAfter: LAPSED_DAYS,
    total,
    left: total - items.length,
    items: items.map(({name, kind, applicationId, listed, requirements}) => ({
      name,
      kind: MEMBER_KIND_WORDS[kind],
      applicationId,
      listed,
      requirements: requirements.map(({terms, lapsesOn}) => {
        const last = lastDay(lapsesOn);
        return {code: terms.code, title: terms.title, last, when: last && fromNow(last, today)};
      }),
    })),
  };
}
