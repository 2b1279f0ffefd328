import {addDays, type Day} from '@app/kernel';
import {cancellationTerms, type Draft, type OwnListingView, type Pattern, type ServiceWords} from '@app/listings';
import {rateLines, type RateLine} from '../../presenters/rate-lines.js';
import {AUDIENCE_WORDS, GENDER_WORDS, NEED_WORDS, PAYING_WORDS} from '../../words/listing-words.js';
import {clockWords} from '../../words/rate-words.js';
import {cancellationWords} from '../../words/terms-words.js';
import {t, words} from '../../words/t.js';
import {exceptionLines} from './exceptions.js';
import {languageWords} from '../../words/language-words.js';

export const WEEKDAYS = words(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);
const KM_PER_MILE = 1.609344;

const DONE: Record<string, string> = words({
  started: 'Your listing is started. Only you can see it until you show it to others.',
  published: 'Your listing is shown to others.',
  resting: 'Your listing is out of sight. What is booked stands.',
  confirmed: 'Your listing stays as it is.',
  saved: 'Your changes are saved.',
  discarded: 'What you had not shown is thrown away.',
});

/** A listing as its owner sees it: how it stands, what is missing, and all that others see of it. */
export function ownListingPage(
  listing: OwnListingView,
  services: readonly ServiceWords[],
  today: Day,
  done: unknown = null,
) {
  const {standing} = listing;
  return {
    listing,
    /** Whether strangers can see it now. */
    visible: listing.state === 'live' && standing.listed,
    /** The last day on which the register lists them, if nothing is renewed. */
    listedUntil: standing.lapsesOn && addDays(standing.lapsesOn, -1),
    missing: missingParts(listing),
    services: services.filter((each) => listing.services.includes(each.code)),
    rates: ratesByStart(listing, today),
    hours: weekOf(listing.patterns, today),
    laterHours: changesAfter(listing, today).map((from) => ({from, hours: weekOf(listing.patterns, from)})),
    extra: exceptionLines(listing, today, true),
    away: exceptionLines(listing, today, false),
    miles: milesOf(listing.travelKm),
    languages: listing.languages.map((code) => languageWords(code)),
    needs: listing.needs.map((need) => NEED_WORDS[need]),
    gender: listing.gender && GENDER_WORDS[listing.gender],
    paying: listing.waysOfPaying.map((way) => PAYING_WORDS[way]),
    interpreted: listing.interpreted.map((code) => languageWords(code)),
    audience: AUDIENCE_WORDS[listing.audience],
    terms: [
      ...(listing.minimumMinutes === null
        ? []
        : [t('The shortest visit is {{count}} minutes.', {count: listing.minimumMinutes})]),
      cancellationWords(cancellationTerms(listing)),
    ],
    done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
  };
}

const PARTS: Record<string, string> = words({
  name: 'name and words',
  summary: 'name and words',
  about: 'name and words',
  services: 'what you help with',
  audience: 'who can see it',
  travelKm: 'where you work',
  districts: 'where you work',
  languages: 'languages, experience and payment',
  needs: 'languages, experience and payment',
  noticeHours: 'your terms',
  minimumMinutes: 'your terms',
});

/** Which parts were changed and are not shown yet; null when none. */
export function draftParts(draft: Draft | null): string[] | null {
  if (!draft) return null;
  const changed = [...Object.keys(draft.profile), ...(draft.services ? ['services'] : [])];
  return [...new Set(changed.flatMap((field) => PARTS[field] ?? []))];
}

/** What others need before a listing is any use to them, and where it is written. */
export function missingParts(listing: OwnListingView): {part: string; text: string}[] {
  const parts: [boolean, string, string][] = [
    [listing.summary !== '', 'words', t('Say in a line or two what you do')],
    [listing.outcode !== null, 'area', t('Say where you set out from')],
    [listing.services.length > 0, 'services', t('Choose what you help with')],
    [listing.rates.length > 0, 'rates', t('Enter at least one rate')],
  ];
  return parts.filter(([there]) => !there).map(([, part, text]) => ({part, text}));
}

/** What is asked now, and what from which day on. */
function ratesByStart({rates}: OwnListingView, today: Day): {from: Day | null; lines: RateLine[]}[] {
  const later = [...new Set(rates.map((rate) => rate.startsOn).filter((day) => day > today))].sort();
  const groups = [
    {from: null, lines: rateLines(rates.filter((rate) => rate.startsOn <= today))},
    ...later.map((day) => ({from: day, lines: rateLines(rates.filter((rate) => rate.startsOn === day))})),
  ];
  return groups.filter((group) => group.lines.length > 0);
}

export interface WeekRow {
  day: string;
  spans: string[];
}

/** The hours of a week as they are today, a line for each day that has any. */
function weekOf(patterns: readonly Pattern[], today: Day): WeekRow[] {
  return WEEKDAYS.map((day, index) => ({
    day,
    spans: hoursOn(patterns, index + 1, today).map(({from, to}) =>
      t('{{from}} to {{to}}', {from: clockWords(from), to: clockWords(to)}),
    ),
  })).filter((row) => row.spans.length > 0);
}

/** The days to come from which other hours hold, in order. */
export function changesAfter({patterns}: Pick<OwnListingView, 'patterns'>, today: Day): Day[] {
  const days = patterns.flatMap(({startsOn, endsOn}) => [startsOn, ...(endsOn ? [addDays(endsOn, 1)] : [])]);
  return [...new Set(days.filter((day) => day > today))].sort();
}

/** Today's hours of a weekday, in order. */
export function hoursOn(patterns: readonly Pattern[], weekday: number, today: Day): Pattern[] {
  return patterns
    .filter((each) => each.weekday === weekday && each.startsOn <= today && (each.endsOn ?? today) >= today)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

export function milesOf(km: number): number {
  return Math.round(km / KM_PER_MILE);
}

/** The same distance again keeps its kilometres, so that saving a page changes nothing that was not changed. */
export function kilometresOf(miles: number, before: number): number {
  return miles === milesOf(before) ? before : Math.round(miles * KM_PER_MILE);
}
