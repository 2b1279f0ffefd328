import type {Facet} from '@app/search';
import {GENDER_WORDS, NEED_WORDS, PAYING_WORDS} from '../../words/listing-words.js';
import {words} from '../../words/t.js';

/** Groups of filters in the order in which they are shown. */
export const FILTERS: readonly {facet: Facet; legend: string}[] = words([
  {facet: 'service', legend: 'Kind of help'},
  {facet: 'accredited', legend: 'Checked by the council'},
  {facet: 'kind', legend: 'Who'},
  {facet: 'need', legend: 'Experience with'},
  {facet: 'language', legend: 'Languages'},
  {facet: 'gender', legend: 'Gender of the worker'},
  {facet: 'pays', legend: 'You can pay with'},
  {facet: 'drives', legend: 'Transport'},
  {facet: 'taking_on', legend: 'Taking on new people'},
  {facet: 'where', legend: 'Where they help'},
]);

const WORDS: Partial<Record<Facet, Record<string, string>>> = words({
  accredited: {true: 'Accredited', false: 'Listed for information'},
  kind: {pa: 'Personal assistants', provider: 'Small providers', community: 'Groups and services, not for sale'},
  need: NEED_WORDS,
  gender: GENDER_WORDS,
  pays: PAYING_WORDS,
  drives: {true: 'Can drive you'},
  taking_on: {true: 'Takes on new people'},
  where: {at_home: 'They come to you', online: 'Online or by telephone', at_theirs: 'You go to them'},
});

export function facetWords(facet: Facet, value: string): string {
  return WORDS[facet]?.[value] ?? value;
}

/** Parts of a day that people plan in, by London's clock. */
export const PARTS_OF_DAY = words([
  {value: 'morning', text: 'Morning, 9am to midday', from: '09:00', to: '12:00'},
  {value: 'afternoon', text: 'Afternoon, 1pm to 4pm', from: '13:00', to: '16:00'},
  {value: 'evening', text: 'Evening, 6pm to 9pm', from: '18:00', to: '21:00'},
] as const);

/** Days of a weekly pattern. */
export const PATTERN_DAYS = words([
  {value: 'mon', text: 'Monday'},
  {value: 'tue', text: 'Tuesday'},
  {value: 'wed', text: 'Wednesday'},
  {value: 'thu', text: 'Thursday'},
  {value: 'fri', text: 'Friday'},
  {value: 'sat', text: 'Saturday'},
  {value: 'sun', text: 'Sunday'},
] as const);

export const PATTERN_FREE_WORDS = words([
  {value: 'part', text: 'At least some of these visits'},
  {value: 'whole', text: 'All of these visits'},
  {value: 'any', text: 'It does not matter'},
] as const);

/** How far, in miles as people say it. */
export const DISTANCES = [2, 5, 10, 20, 40] as const;
export const KM_PER_MILE = 1.609344;
