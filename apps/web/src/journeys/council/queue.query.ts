import {invalid} from '@app/kernel';
import {APPLICATION_STATES, type ApplicationState} from '@app/register';

const LAST_PAGE = 10_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface QueueQuery {
  /** Null is the queue: handed in, being checked, ready, and what was deferred to a day that has come. */
  state: ApplicationState | null;
  /** `me`, `nobody`, an id, or '' for everybody. */
  assigned: string;
  late: boolean;
  page: number;
}

/** @throws VALIDATION_FAILED for what there cannot be */
export function queueQuery(query: Record<'state' | 'assigned' | 'late' | 'page', unknown>): QueueQuery {
  const {state = '', assigned = '', late = '', page = '1'} = query;
  const known = APPLICATION_STATES.find((each) => each === state) ?? null;
  if (state !== '' && !known) throw invalid({field: 'state', message: 'There is no such state.'});
  if (typeof assigned !== 'string' || !(['', 'me', 'nobody'].includes(assigned) || UUID.test(assigned))) {
    throw invalid({field: 'assigned', message: 'There is no such person.'});
  }
  if (late !== '' && late !== 'yes') throw invalid({field: 'late', message: 'There is no such choice.'});
  const number = typeof page === 'string' && /^\d{1,5}$/.test(page) ? Number(page) : 0;
  if (number < 1 || number > LAST_PAGE) throw invalid({field: 'page', message: 'There is no such page.'});
  return {state: known, assigned, late: late === 'yes', page: number};
}

/** The address of the same choice, another page of it, or another choice. */
export function queueHref(query: QueueQuery, change: Partial<QueueQuery> = {}): string {
  const {state, assigned, late, page} = {...query, ...change};
  const search = new URLSearchParams({
    ...(state ? {state} : {}),
    ...(assigned ? {assigned} : {}),
    ...(late ? {late: 'yes'} : {}),
    ...(page > 1 ? {page: String(page)} : {}),
  }).toString();
  return search ? `/council/applications?${search}` : '/council/applications';
}
