import {invalid, type Day} from '@app/kernel';
import {APPLICATION_STATES, applicationMachine, type ApplicationState, type ApplicationSummary} from '@app/register';
import {pagination} from '../../presenters/pagination.js';
import {MEMBER_KIND_WORDS, STATE_COLOURS, STATE_WORDS} from '../../words/register-words.js';
import {isSoon, lastDay} from './soon.js';

export const PER_PAGE = 20;
const LAST_PAGE = 10_000;
const PATH = '/council/applications';
/** More than these are a number. */
const MOST_NAMED = 3;

export interface QueueQuery {
  /** Null is the queue: handed in, being checked, ready. */
  state: ApplicationState | null;
  page: number;
}

/** @throws VALIDATION_FAILED for a state or page that there cannot be */
export function queueQuery(query: {state?: unknown; page?: unknown}): QueueQuery {
  const {state = '', page = '1'} = query;
  const known = APPLICATION_STATES.find((each) => each === state) ?? null;
  if (state !== '' && !known) throw invalid({field: 'state', message: 'There is no such state.'});
  const number = typeof page === 'string' && /^\d{1,5}$/.test(page) ? Number(page) : 0;
  if (number < 1 || number > LAST_PAGE) throw invalid({field: 'page', message: 'There is no such page.'});
  return {state: known, page: number};
}

export function queuePage(items: readonly ApplicationSummary[], total: number, {state, page}: QueueQuery, today: Day) {
  return {
    state: state ?? '',
    states: [
      {value: '', text: 'Waiting for the council'},
      ...APPLICATION_STATES.map((each) => ({value: each, text: STATE_WORDS[each]})),
    ],
    /** Whether these wait for anything at all. */
    waiting: state === null || applicationMachine.can(state, 'withdraw'),
    items: items.map((item) => queueRow(item, today)),
    pages: pagination(total, page, PER_PAGE, (number) => {
      const query = new URLSearchParams({...(state ? {state} : {}), page: String(number)});
      return `${PATH}?${query.toString()}`;
    }),
  };
}

function queueRow(
  {id, name, kind, state, submittedAt, openedAt, ageDays, requirements}: ApplicationSummary,
  today: Day,
) {
  const missing = requirements.filter((each) => !each.met);
  const lapsing = requirements.filter((each) => isSoon(each.lapsesOn, today));
  const closed = state === 'declined' || state === 'withdrawn';
  return {
    id,
    name,
    kind: MEMBER_KIND_WORDS[kind],
    stateWords: STATE_WORDS[state],
    colour: STATE_COLOURS[state],
    since: submittedAt ?? openedAt,
    days: ageDays,
    age: ageWords(ageDays),
    missing: closed ? [] : named(missing.map(({terms, held}) => missingWords(terms, held))),
    nothingMissing: !closed && missing.length === 0,
    lapsing: closed ? [] : lapsing.map(({terms, lapsesOn}) => ({title: terms.title, last: lastDay(lapsesOn)})),
  };
}

function missingWords({title, needed}: {title: string; needed: number}, held: number): string {
  return needed > 1 ? `${title} (${held} of ${needed})` : title;
}

/** The first few by name, the rest as a number. */
function named(titles: string[]): string[] {
  if (titles.length <= MOST_NAMED + 1) return titles;
  return [...titles.slice(0, MOST_NAMED), `and ${titles.length - MOST_NAMED} more`];
}

function ageWords(days: number): string {
  if (days === 0) return 'Since today';
  return days === 1 ? '1 day' : `${days} days`;
}
