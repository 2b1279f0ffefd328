import type {Compared} from '@app/choices';
import {RATE_BANDS, type Day} from '@app/kernel';
import {inForce, type DatedRate} from '@app/listings';
import type {ListingCard} from '@app/search';
import {languageWords} from '../../words/language-words.js';
import {KIND_WORDS, NEED_WORDS} from '../../words/listing-words.js';
import {formatPounds} from '../../words/figures.js';
import {BAND_WORDS, clockWords, rateWords} from '../../words/rate-words.js';
import {t} from '../../words/t.js';
import {fitSentences} from '../find/find.presenter.js';
import {one, type FindValues} from '../find/find.query.js';
import {PATTERN_DAYS} from '../find/find.words.js';

/** One line of the table: what it is about, and what is to be said of each. */
export interface ComparedRow {
  about: string;
  /** Several sentences stand under each other; none is said as nothing known. */
  cells: string[][];
}

/** One of those side by side; of whom nobody can find now the name and one's own note alone. */
interface ComparedColumn {
  id: string;
  name: string;
  listed: boolean;
  standing: object | null;
  /** False: an enterprise that is supported by the council, not regulated. */
  inspected: boolean | null;
  picture: ListingCard['picture'];
  note: string;
  metres: number | null;
}

export interface Comparison {
  listings: ComparedColumn[];
  /** Whether any of them has one. */
  pictures: boolean;
  rows: ComparedRow[];
}

/** @param today rates in force on that day are said */
export function comparison(compared: readonly Compared[], purpose: string | null, today: Day): Comparison {
  const row = (about: string, say: (each: Compared) => (string | null)[]): ComparedRow => ({
    about,
    cells: compared.map((each) => (each.card ? say(each).filter((text): text is string => text !== null) : [])),
  });
  const rows = [
    row(t('Who'), ({profile}) => [profile && KIND_WORDS[profile.kind]]),
    row(t('Rates now'), ({profile}) => ratesOn(profile?.rates ?? [], today)),
    row(t('What it costs and leaves'), ({card}) => (card ? costSentences(card, purpose) : [])),
    row(t('Free when you want it'), ({card}) => [card && freeSentence(card)]),
    row(t('Taking on new people'), ({profile}) => [profile && TAKING_ON[profile.takingOn]()]),
    row(t('Languages'), ({profile}) => (profile?.languages ?? []).map((code) => languageWords(code))),
    row(t('Experience of'), ({profile}) => (profile?.needs ?? []).map((need) => NEED_WORDS[need])),
    row(t('Can help with'), ({card}) => (card?.services ?? []).map(({name}) => name)),
  ];
  const listings = compared.map(({entry, card, profile}) => ({
    id: entry.listingId,
    name: entry.name,
    listed: card !== null,
    standing: card && {...card.standing, council: profile?.councilName ?? null},
    inspected: card?.inspected ?? null,
    picture: card?.picture ?? null,
    note: entry.note,
    metres: card?.metres ?? null,
  }));
  return {
    listings,
    pictures: listings.some(({picture}) => picture !== null),
    rows: rows.filter(({cells}) => cells.some((cell) => cell.length > 0)),
  };
}

const MOST_RATES = 4;

function ratesOn(rates: readonly DatedRate[], day: Day): string[] {
  return RATE_BANDS.flatMap((band) => inForce(rates, day).filter((rate) => rate.band === band))
    .slice(0, MOST_RATES)
    .map((rate) => t('{{band}}: {{rate}}', {band: BAND_WORDS[rate.band], rate: rateWords(rate)}));
}

const TAKING_ON = {
  yes: () => t('Yes'),
  from: () => t('Later'),
  no: () => t('Not now'),
};

function costSentences(card: ListingCard, purpose: string | null): string[] {
  const told = fitSentences(card, purpose);
  if (card.fit && !card.pattern) return [weekSentence(card.fit), ...told];
  return card.pattern && !card.pattern.price ? [t('They have no rate for these times.'), ...told] : told;
}

function weekSentence({weeklyCostPence, weeklyLeftPence}: NonNullable<ListingCard['fit']>): string {
  const [cost, left] = [weeklyCostPence, Math.abs(weeklyLeftPence)].map((pence) => formatPounds(pence));
  return weeklyLeftPence >= 0
    ? t('A week costs {{cost}} and leaves {{left}}.', {cost, left})
    : t('A week costs {{cost}}: {{over}} too much.', {cost, over: left});
}

function freeSentence({pattern}: ListingCard): string | null {
  if (!pattern) return null;
  if (pattern.free === pattern.of) return t('Free for every one of your visits');
  if (pattern.free === 0) return t('Not free for your visits');
  return t('Free for {{free}} of {{all}} visits', {free: pattern.free, all: pattern.of});
}

/** The week as it comes along from a support plan: `tue 09:00-11:00` in words. */
export function plannedVisits(values: FindValues): {value: string; text: string}[] {
  if (one(values, 'pattern') === '') return [];
  return [values.pattern ?? []].flat().map((value) => {
    const [, day = '', from = '', to = ''] = /^(\w{3}) (\d\d:\d\d)-(\d\d:\d\d)$/.exec(value) ?? [];
    const name = PATTERN_DAYS.find((each) => each.value === day)?.text;
    const text = name
      ? t('{{day}}, {{from}} to {{to}}', {day: name, from: clockWords(from), to: clockWords(to)})
      : value;
    return {value, text};
  });
}
