import {RATE_BANDS, type Day, type RateBand} from '@app/kernel';
import {FALLBACK, TIMED_BANDS, type BandRule, type DatedRate, type TimedBand} from '@app/listings';
import {listWords} from '../../words/figures.js';
import {BAND_WORDS, clockWords, rateWords} from '../../words/rate-words.js';
import {t, words} from '../../words/t.js';

export interface RateRow {
  band: string;
  when: string;
  /** £14.50 an hour; where several are asked, each. */
  rates: string[];
  /** From 1 April 2027: £15.00 an hour */
  later: {from: Day; rate: string}[];
}

export interface RateTable {
  rows: RateRow[];
  /** Which other times cost the same as which: one sentence each. */
  same: string[];
}

const DAYS = words(['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']);
const SHIFTS: Partial<Record<RateBand, string>> = words({
  bank_holiday: 'All day on bank holidays in England',
  waking_night: 'Awake all night to help you',
  sleep_in: 'Asleep at your home, woken if you need help',
  live_in: 'Living at your home',
});

/** What somebody asks, by time of the week: today's rates and those that are already known to come. */
export function rateTable(rates: readonly DatedRate[], rules: readonly BandRule[], today: Day): RateTable {
  const rows = RATE_BANDS.flatMap((band): RateRow[] => {
    const own = rates.filter((rate) => rate.band === band);
    if (own.length === 0) return [];
    return [
      {
        band: BAND_WORDS[band],
        when: SHIFTS[band] ?? hours(band, rules),
        rates: own.filter((rate) => rate.startsOn <= today).map(rateWords),
        later: own
          .filter((rate) => rate.startsOn > today)
          .map((rate) => ({from: rate.startsOn, rate: rateWords(rate)})),
      },
    ];
  });
  return {rows, same: sameAs(rates)};
}

/** In what hours a band holds: `8pm to 7am, every day`. */
function hours(band: RateBand, rules: readonly BandRule[]): string {
  if (band === 'weekday') return t('All other times');
  const own = rules.filter((rule) => rule.band === band);
  const byDays = new Map<string, BandRule[]>();
  for (const rule of own) {
    const days = dayWords(rule.weekdays);
    byDays.set(days, [...(byDays.get(days) ?? []), rule]);
  }
  return [...byDays].map(([days, some]) => [...stretches(some), days].join(', ')).join('; ');
}

/** What ends at midnight and goes on from there is said as one. */
function stretches(rules: readonly BandRule[]): string[] {
  const late = rules.find((rule) => rule.to === '24:00' && rule.from !== '00:00');
  const early = late && rules.find((rule) => rule.from === '00:00' && rule.to !== '24:00');
  const rest = rules.filter((rule) => !early || (rule !== late && rule !== early));
  const joined = early ? [t('{{from}} to {{to}}', {from: clockWords(late.from), to: clockWords(early.to)})] : [];
  return [
    ...joined,
    ...rest.map(({from, to}) =>
      from === '00:00' && to === '24:00'
        ? t('All day')
        : t('{{from}} to {{to}}', {from: clockWords(from), to: clockWords(to)}),
    ),
  ];
}

function dayWords(weekdays: readonly number[]): string {
  return weekdays.length === 7 ? t('every day') : listWords(weekdays.map((day) => DAYS[day - 1] ?? ''));
}

function sameAs(rates: readonly DatedRate[]): string[] {
  const has = (band: TimedBand) => rates.some((rate) => rate.band === band);
  const missing = new Map<TimedBand, string[]>();
  for (const band of TIMED_BANDS.filter((each) => !has(each))) {
    const other = FALLBACK[band].find(has);
    if (other) missing.set(other, [...(missing.get(other) ?? []), BAND_WORDS[band].toLowerCase()]);
  }
  return [...missing].map(([other, bands]) =>
    t('{{bands}} cost the same as {{other}}.', {
      bands: capital(listWords(bands)),
      other: BAND_WORDS[other].toLowerCase(),
    }),
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
