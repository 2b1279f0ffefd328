import type {Day, TimeRange} from '@app/kernel';
import {cancellationTerms, type BandRule, type MoreOffered, type PublicProfile} from '@app/listings';
import type {PublicCheck, PublicCondition} from '@app/register';
import {GENDER_WORDS, KIND_WORDS, NEED_WORDS, PAYING_WORDS} from '../../words/listing-words.js';
import {listWords} from '../../words/figures.js';
import {cancellationWords} from '../../words/terms-words.js';
import {besideRates, offerLines, type OfferLine} from '../../presenters/offer-lines.js';
import {freeDays, type FreeDay} from './free-days.js';
import type {ListingAction} from './listing-action.js';
import {rateTable, type RateTable} from './rate-table.js';
import {t} from '../../words/t.js';
import {languageWords} from '../../words/language-words.js';

/** What listing.njk shows. */
export interface ListingPage {
  id: string;
  name: string;
  kind: string;
  isProvider: boolean;
  council: string;
  /** With the council that stands behind what was checked. */
  standing: PublicProfile['standing'] & {council: string};
  picture: PublicProfile['picture'];
  summary: string;
  about: string[];
  services: PublicProfile['services'];
  rates: RateTable;
  takingOn: PublicProfile['takingOn'];
  takingOnFrom: Day | null;
  facts: {label: string; items: string[]}[];
  /** What they offer beside their hours. */
  offers: OfferLine[];
  /** Mileage and wages, apart from what they charge. */
  beside: {mileage: string[]; wages: string[]};
  /** The shortest visit, and what calling off costs: a sentence each. */
  terms: string[];
  /** What stands behind the accreditation. */
  checks: readonly PublicCheck[];
  /** What the council still asks of them and tells everybody. */
  conditions: readonly PublicCondition[];
  cqcProviderId: string | null;
  cqcCheckedOn: Day | null;
  days: FreeDay[];
  weeks: number;
  moreWeeks: number | null;
  action: ListingAction | null;
  /** Where whoever looks can write to them; null for who cannot. */
  writeTo: string | null;
}

export interface ListingParts {
  profile: PublicProfile;
  more: MoreOffered;
  checks: readonly PublicCheck[];
  conditions: readonly PublicCondition[];
  bands: readonly BandRule[];
  times: readonly TimeRange[];
  weeks: number;
  action: ListingAction | null;
  writes: boolean;
  today: Day;
}

/** Free times are asked for three months ahead at most. */
const MOST_WEEKS = 12;
const KM_A_MILE = 1.609344;

/** The weeks to show: two, or what the address asks for. */
export function weeksOf(wanted: unknown): number {
  const weeks = typeof wanted === 'string' && /^\d{1,2}$/.test(wanted) ? Number(wanted) : 2;
  return Math.min(Math.max(weeks, 2), MOST_WEEKS);
}

export function listingPage({
  profile,
  more,
  checks,
  conditions,
  bands,
  times,
  weeks,
  action,
  writes,
  today,
}: ListingParts): ListingPage {
  const bookable = action?.kind === 'book' ? action.href : null;
  const days = freeDays(times).map((day) => ({
    ...day,
    slots: day.slots.map((slot) => ({...slot, ...(bookable && {href: `${bookable}?date=${day.day}`})})),
  }));
  return {
    id: profile.id,
    name: profile.name,
    kind: KIND_WORDS[profile.kind],
    isProvider: profile.kind === 'provider',
    council: profile.councilName,
    standing: {...profile.standing, council: profile.councilName},
    picture: profile.picture,
    summary: profile.summary,
    about: profile.about.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== ''),
    services: profile.services,
    rates: rateTable(profile.rates, bands, today),
    takingOn: profile.takingOn,
    takingOnFrom: profile.takingOnFrom,
    facts: facts(profile),
    offers: offerLines(more.offers, today),
    beside: besideRates(more, today),
    terms: terms(profile),
    checks,
    conditions,
    cqcProviderId: profile.cqcProviderId,
    cqcCheckedOn: profile.cqcCheckedOn,
    days,
    weeks,
    moreWeeks: weeks < MOST_WEEKS ? Math.min(weeks + 2, MOST_WEEKS) : null,
    action,
    writeTo: writes ? `/listings/${profile.id}/message` : null,
  };
}

function facts(profile: PublicProfile): {label: string; items: string[]}[] {
  const isPa = profile.kind === 'pa';
  const all = [
    {label: t('Area'), items: [areaServed(profile), ...alsoServed(profile)]},
    {label: t('Languages'), items: profile.languages.map((code) => languageWords(code))},
    {label: t('With an interpreter'), items: profile.interpreted.map((code) => languageWords(code))},
    {label: t('Experience of'), items: profile.needs.map((need) => NEED_WORDS[need])},
    {label: t('Gender'), items: profile.gender ? [GENDER_WORDS[profile.gender]] : []},
    {label: t('Drives'), items: isPa ? [driving(profile)] : []},
    {label: t('Comes where there are pets'), items: saidOrNot(profile.pets)},
    {label: t('Comes where somebody smokes'), items: saidOrNot(profile.smoking)},
    {
      label: t('Bank holidays'),
      items: [profile.bankHolidays ? t('Works on bank holidays') : t('Does not work on bank holidays')],
    },
    {label: t('You can pay with'), items: inOneLine(profile.waysOfPaying.map((way) => PAYING_WORDS[way]))},
  ];
  return all.filter((fact) => fact.items.length > 0);
}

/** Beside how far they go: districts that they serve whole, online, and where people can come to them. */
function alsoServed({districts, online, atTheirs}: PublicProfile): string[] {
  return [
    ...(districts.length ? [t('all of {{districts}}', {districts: listWords(districts)})] : []),
    ...(online ? [t('online')] : []),
    ...(atTheirs ? [t('at their place')] : []),
  ];
}

function driving({drives, businessInsurance}: PublicProfile): string {
  if (!drives) return t('No');
  return businessInsurance ? t('Yes, with a car insured for work') : t('Yes');
}

function saidOrNot(yes: boolean | null): string[] {
  return yes === null ? [] : [yes ? t('Yes') : t('No')];
}

function terms(profile: PublicProfile): string[] {
  const {minimumMinutes, bufferMinutes} = profile;
  return [
    ...(minimumMinutes === null ? [] : [t('The shortest visit is {{count}} minutes.', {count: minimumMinutes})]),
    ...(bufferMinutes === 0
      ? []
      : [t('There are {{count}} minutes between visits, for the way.', {count: bufferMinutes})]),
    cancellationWords(cancellationTerms(profile)),
  ];
}

/** About where they set out from and how far they go; never an address. */
export function areaServed({travelKm, outcode, district}: Pick<PublicProfile, 'travelKm' | 'outcode' | 'district'>) {
  const around = [outcode, district].filter(Boolean).join(', ');
  const miles = Math.max(1, Math.round(travelKm / KM_A_MILE));
  if (travelKm === 0) return t('Does not travel: works around {{around}}', {around});
  return t('Travels up to {{travelKm}} km ({{count}} miles) from around {{around}}', {travelKm, count: miles, around});
}

/** Phrases that each begin with a capital, for one line: the first keeps it. */
function inOneLine(phrases: readonly string[]): string[] {
  return phrases.map((phrase, index) => (index === 0 ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1)));
}
