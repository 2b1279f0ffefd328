import {minutesOf, timePence, type HelpKind, type PlanState, type WeekTime} from '@app/plans';
import {listWords} from './figures.js';
import {clockWords} from './rate-words.js';
import {t, words} from './t.js';

export const HELP_WORDS: Record<HelpKind, string> = words({
  people: 'People I know',
  community: 'Places and groups near me',
  service: 'Somebody who is paid to help',
  equipment: 'Equipment and changes at home',
  unpaid: 'Something that costs nothing',
});

export const PLAN_STATE_WORDS: Record<PlanState, string> = words({
  draft: 'Being written',
  offered: 'Waiting for a yes',
  agreed: 'With the council',
  accepted: 'Accepted',
  returned: 'Not accepted',
  replaced: 'Followed by another',
});

export const PLAN_TAGS: Record<PlanState, string> = {
  draft: 'govuk-tag--grey',
  offered: 'govuk-tag--yellow',
  agreed: 'govuk-tag--yellow',
  accepted: 'govuk-tag--green',
  returned: 'govuk-tag--red',
  replaced: 'govuk-tag--grey',
};

const DAY_NAMES = words(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);

export const PLAN_DAY_CHOICES = words(DAY_NAMES.map((text, index) => ({value: String(index + 1), text})));

/** A part of the week, as a page shows it. */
export interface TimeWords {
  /** Tuesday and Thursday, 9am to 11am */
  when: string;
  what: string;
  hours: number;
  pence: number;
  /** Null: it costs nothing. */
  ratePence: number | null;
  /** The search for it, with what is known filled in. */
  findHref: string | null;
  /** An advert for it, likewise. */
  advertHref: string | null;
}

export function timeWords(time: WeekTime, services: ReadonlyMap<string, string>): TimeWords {
  const {from, to, service, text, ratePence} = time;
  const hours = (minutesOf(time) * time.weekdays.length) / 60;
  const spoken = {days: listWords(time.weekdays.map((day) => DAY_NAMES[day - 1] ?? '')), from: clockWords(from)};
  const what = service ? (services.get(service) ?? service) : null;
  return {
    when:
      to > from
        ? t('{{days}}, {{from}} to {{to}}', {...spoken, to: clockWords(to)})
        : t('{{days}}, {{from}} to {{to}} the next day', {...spoken, to: clockWords(to)}),
    what: [what, text].filter(Boolean).join(': '),
    hours,
    pence: timePence(time),
    ratePence,
    findHref: ratePence === null ? null : findHref(time, hours),
    advertHref: ratePence === null ? null : `/adverts/new?${advertQuery(time, hours)}`,
  };
}

const SEARCHED_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Search with the pattern filled in. Nothing in it says whose it is. */
function findHref({service, weekdays, from, to}: WeekTime, hours: number): string {
  const query = new URLSearchParams({...(service && {service}), hours: String(Math.round(hours * 10) / 10)});
  // The search asks for times of one day; a night is found by its hours.
  if (to > from) {
    for (const day of weekdays) query.append('weekday', SEARCHED_DAYS[day - 1] ?? '');
    query.append('from', from);
    query.append('to', to);
  }
  return `/find?${query.toString()}`;
}

/** The shortlist side by side for this week.. */
export function compareHref(times: readonly WeekTime[]): string | null {
  const paid = times.filter(({ratePence}) => ratePence !== null);
  if (paid.length === 0) return null;
  const query = new URLSearchParams();
  for (const {weekdays, from, to} of paid) {
    for (const day of weekdays) query.append('pattern', `${SEARCHED_DAYS[day - 1]} ${from}-${to}`);
  }
  return `/shortlist/compare?${query.toString()}`;
}

function advertQuery({service}: WeekTime, hours: number): string {
  return new URLSearchParams({...(service && {service}), hours: String(Math.ceil(hours))}).toString();
}
