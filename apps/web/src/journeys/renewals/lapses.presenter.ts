import type {Day} from '@app/kernel';
import {LAPSED_DAYS, type Lapse, type Lapses} from '@app/register';
import {pagination} from '../../presenters/pagination.js';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {fromNow, lastDay} from '../council/soon.js';
import {lapsesAddress, SPANS, type LapsesPageQuery} from './lapses.query.js';
import {t} from '../../words/t.js';

export const LAPSES_PER_PAGE = 50;

/** Of whom something lapses, each with what to renew; with the filters and the ways on. */
export function lapsesPage({items, total, requirements}: Lapses, query: LapsesPageQuery, page: number, today: Day) {
  return {
    days: query.withinDays,
    daysAfter: LAPSED_DAYS,
    spans: SPANS.map((days) => ({
      value: String(days),
      text: t('The next {{days}} days', {days}),
      selected: days === query.withinDays,
    })),
    choices: [
      {value: '', text: t('Everything')},
      ...requirements.map(({code, title}) => ({value: code, text: title, selected: code === query.requirement})),
    ],
    items: items.map((each) => lapseRow(each, today)),
    csv: `/council/lapses.csv?${lapsesAddress(query)}`,
    here: lapsesAddress(query, {page: String(page)}),
    pages: pagination(
      total,
      page,
      LAPSES_PER_PAGE,
      (number) => `/council/lapses?${lapsesAddress(query, {page: String(number)})}`,
    ),
  };
}

function lapseRow(lapse: Lapse, today: Day) {
  const {memberId, name, kind, applicationId, listed, requirements, remindedOn, asked} = lapse;
  const listedUntil = lastDay(lapse.lapsesOn);
  return {
    memberId,
    name,
    kind: MEMBER_KIND_WORDS[kind],
    applicationId,
    listed,
    remindedOn,
    /** Without evidence that runs out: a condition is due then, or coming terms ask for more. */
    otherwise: requirements.length === 0 && listedUntil && {last: listedUntil, when: fromNow(listedUntil, today)},
    requirements: requirements.map(({terms, lapsesOn}) => {
      const last = lastDay(lapsesOn);
      return {
        code: terms.code,
        title: terms.title,
        last,
        when: last && fromNow(last, today),
        asked: asked.includes(terms.code),
      };
    }),
  };
}

const titleAndEnd = ({terms, lapsesOn}: Lapse['requirements'][number]) => ({title: terms.title, lapsesOn});

/** One line for each thing that lapses. */
export function lapsesCsv(items: readonly Lapse[]): string[][] {
  return items.flatMap(({name, kind, listed, lapsesOn: endsOn, requirements, remindedOn}) =>
    (requirements.length
      ? requirements.map(titleAndEnd)
      : [{title: t('A condition, or coming terms'), lapsesOn: endsOn}]
    ).map(({title, lapsesOn}) => [
      name,
      MEMBER_KIND_WORDS[kind],
      listed ? t('listed') : t('taken down'),
      title,
      lastDay(lapsesOn) ?? t('missing or out of date'),
      remindedOn ?? '',
    ]),
  );
}

export const CSV_HEAD = ['name', 'kind', 'listing', 'requirement', 'last_day', 'reminded_on'];
