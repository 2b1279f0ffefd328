import type {Day} from '@app/kernel';
import {
  APPLICATION_STATES,
  applicationMachine,
  STAGES,
  type ApplicationPage,
  type ApplicationSummary,
} from '@app/register';
import {pagination} from '../../presenters/pagination.js';
import {MEMBER_KIND_WORDS, STATE_COLOURS, STATE_WORDS} from '../../words/register-words.js';
import {queueHref, type QueueQuery} from './queue.query.js';
import {isSoon, lastDay} from './soon.js';
import {t} from '../../words/t.js';

export const PER_PAGE = 20;
/** More than these are a number. */
const MOST_NAMED = 3;

export function queuePage({items, total, stages, handlers}: ApplicationPage, query: QueueQuery, today: Day) {
  const {state, assigned, late, page} = query;
  return {
    state: state ?? '',
    assigned,
    late,
    chosen: state !== null || assigned !== '' || late,
    states: [
      {value: '', text: t('Waiting for the council')},
      ...APPLICATION_STATES.map((each) => ({value: each, text: STATE_WORDS[each]})),
    ],
    handlers: [
      {value: '', text: t('Anybody')},
      {value: 'me', text: t('Me')},
      {value: 'nobody', text: t('Nobody yet')},
      ...handlers.map(({id, name}) => ({value: id, text: name})),
    ],
    stages: STAGES.map((stage) => {
      const found = stages.find((each) => each.state === stage);
      const only = {state: stage, assigned: '', page: 1};
      return {
        words: STATE_WORDS[stage],
        count: found?.count ?? 0,
        href: queueHref(query, {...only, late: false}),
        late: found?.late ?? 0,
        lateHref: queueHref(query, {...only, late: true}),
      };
    }),
    /** Whether these wait for anything at all. */
    waiting: state === null || applicationMachine.can(state, 'withdraw'),
    items: items.map((item) => queueRow(item, today)),
    pages: pagination(total, page, PER_PAGE, (number) => queueHref(query, {page: number})),
  };
}

function queueRow(item: ApplicationSummary, today: Day) {
  const {state, requirements, submittedAt, openedAt, openRequests} = item;
  const missing = requirements.filter((each) => !each.met);
  const lapsing = requirements.filter((each) => isSoon(each.lapsesOn, today));
  const closed = state === 'declined' || state === 'withdrawn';
  return {
    id: item.id,
    name: item.name,
    kind: MEMBER_KIND_WORDS[item.kind],
    stateWords: STATE_WORDS[state],
    colour: STATE_COLOURS[state],
    since: submittedAt ?? openedAt,
    days: item.ageDays,
    age: ageWords(item.ageDays),
    stage: stageWords(item),
    late: item.late,
    until: item.deferredUntil,
    handler: item.assignedTo?.name ?? null,
    missing: closed ? [] : named(missing.map(({terms, held}) => missingWords(terms, held))),
    nothingMissing: !closed && missing.length === 0,
    asked: closed || openRequests === 0 ? null : t('{{count}} answers', {count: openRequests}),
    lapsing: closed ? [] : lapsing.map(({terms, lapsesOn}) => ({title: terms.title, last: lastDay(lapsesOn)})),
  };
}

/** How long it has been at its stage, where the council aims at something. */
function stageWords({stageDays, targetDays, late}: ApplicationSummary): string | null {
  if (targetDays === null) return null;
  if (late) return t('Late: day {{stageDays}} of {{targetDays}}', {stageDays, targetDays});
  return stageDays === 0
    ? t('New here, aim {{targetDays}} days', {targetDays})
    : t('Day {{stageDays}} of {{targetDays}}', {stageDays, targetDays});
}

function missingWords({title, needed}: {title: string; needed: number}, held: number): string {
  return needed > 1 ? t('{{title}} ({{held}} of {{needed}})', {title, held, needed}) : title;
}

/** The first few by name, the rest as a number. */
function named(titles: string[]): string[] {
  if (titles.length <= MOST_NAMED + 1) return titles;
  return [...titles.slice(0, MOST_NAMED), t('and {{more}} more', {more: titles.length - MOST_NAMED})];
}

function ageWords(days: number): string {
  if (days === 0) return t('Since today');
  return t('{{count}} days', {count: days});
}
