import {invalid} from '@app/kernel';
import {APPLICATION_STATES, type ApplicationState, type ApplicationSummary} from '@app/register';
import {pagination} from '../../presenters/pagination.js';
import {MEMBER_KIND_WORDS, STATE_COLOURS, STATE_WORDS} from '../../words/register-words.js';

export const PER_PAGE = 20;
const LAST_PAGE = 10_000;
const PATH = '/council/applications';

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

export function queuePage(items: readonly ApplicationSummary[], total: number, {state, page}: QueueQuery) {
  return {
    state: state ?? '',
    states: [
      {value: '', text: 'In the queue'},
      ...APPLICATION_STATES.map((each) => ({value: each, text: STATE_WORDS[each]})),
    ],
    items: items.map((item) => ({
      ...item,
      kind: MEMBER_KIND_WORDS[item.kind],
      stateWords: STATE_WORDS[item.state],
      colour: STATE_COLOURS[item.state],
      age: item.ageDays === 0 ? 'Since today' : `${item.ageDays} ${item.ageDays === 1 ? 'day' : 'days'}`,
      missingWords: missingWords(item),
    })),
    pages: pagination(total, page, PER_PAGE, (number) => {
      const query = new URLSearchParams({...(state ? {state} : {}), page: String(number)});
      return `${PATH}?${query.toString()}`;
    }),
  };
}

function missingWords({missing, state}: ApplicationSummary): string {
  if (state === 'declined' || state === 'withdrawn') return '';
  return missing === 0 ? 'Nothing' : `${missing} ${missing === 1 ? 'thing' : 'things'}`;
}
