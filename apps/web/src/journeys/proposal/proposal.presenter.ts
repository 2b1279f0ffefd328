import type {BookingQuote} from '@app/bookings';
import {holderFor, mayFor, type Principal} from '@app/identity';
import {londonDay, RATE_BANDS, type Day} from '@app/kernel';
import type {ProposalState, ProposalView} from '@app/plans';
import {STATUS_WORDS} from '../../words/agreement-words.js';
import {formatDay, formatTime, listWords} from '../../words/figures.js';
import {BAND_WORDS, rateWords} from '../../words/rate-words.js';
import {HOW_WORDS} from '../../words/representation-words.js';
import {t, words} from '../../words/t.js';
import {WEEKDAY_CHOICES} from '../book/book.presenter.js';

const STATES: Record<ProposalState, string> = words({
  waiting: 'Waiting for an answer',
  accepted: 'Yes',
  declined: 'No',
  change_wanted: 'A change is wanted',
  withdrawn: 'Taken back',
});

const TAGS: Record<ProposalState, string> = {
  waiting: 'govuk-tag--yellow',
  accepted: 'govuk-tag--green',
  declined: 'govuk-tag--grey',
  change_wanted: 'govuk-tag--blue',
  withdrawn: 'govuk-tag--grey',
};

export function proposalCard(view: ProposalView) {
  return {...view, stateWords: STATES[view.state], tag: TAGS[view.state], isTerms: view.kind === 'terms'};
}

/** What one proposal says, and what whoever looks can do with it. */
export function proposalPage(view: ProposalView, principal: Principal, quote: BookingQuote | null) {
  const answers = view.kind === 'terms' ? 'agree_terms' : 'book';
  const isOwn = view.proposedBy.id === principal.personId;
  const waiting = view.state === 'waiting';
  return {
    ...proposalCard(view),
    toPerson: holderOf(principal) === principal.personId,
    when: view.visits && whenWords(view.visits),
    employment: view.terms && STATUS_WORDS[view.terms.status],
    rates: RATE_BANDS.flatMap((band) =>
      (view.terms?.rates ?? [])
        .filter((rate) => rate.band === band)
        .map((rate) => ({label: BAND_WORDS[band], text: rateWords(rate)})),
    ),
    how: view.answeredHow && HOW_WORDS[view.answeredHow],
    mayAnswer: waiting && !isOwn && mayFor(principal, answers),
    mayWithdraw: waiting && isOwn,
    quote: quote && {
      visits: quote.visits.length,
      totalPence: quote.totalPence,
      taken: quote.visits.some(({taken}) => taken),
      short: quote.periods.some(({leftPence}) => leftPence < 0),
    },
  };
}

const holderOf = (principal: Principal) =>
  mayFor(principal, 'see_support') ? holderFor(principal, 'see_support') : (principal.actingFor?.personId ?? '');

/** Tuesday 3 March 2026, 9am to 11am; or the days of each week, and until when. */
function whenWords({startsAt, endsAt, rrule}: NonNullable<ProposalView['visits']>) {
  const first = londonDay(startsAt);
  return {
    first,
    times: t('{{from}} to {{to}}', {from: formatTime(startsAt), to: formatTime(endsAt)}),
    weekly: rrule === null ? null : weeklyWords(rrule),
  };
}

/** How a weekly pattern repeats, in words. */
export function weeklyWords(rrule: string): string {
  const days = /BYDAY=([A-Z,]+)/.exec(rrule)?.[1]?.split(',') ?? [];
  const names = WEEKDAY_CHOICES.filter(({value}) => days.includes(value)).map(({text}) => text);
  const until = lastDay(rrule);
  const said = {days: listWords(names), until: until && formatDay(until)};
  if (names.length === 0) return t('Again and again');
  return until ? t('Each week on {{days}}, until {{until}}', said) : t('Each week on {{days}}', said);
}

function lastDay(rrule: string): Day | null {
  const [, year, month, day, time] = /UNTIL=(\d{4})(\d\d)(\d\d)(T\d{6}Z)?/.exec(rrule) ?? [];
  if (!year) return null;
  const hour = time ? `${time.slice(1, 3)}:${time.slice(3, 5)}` : '12:00';
  return londonDay(new Date(`${year}-${month}-${day}T${hour}:00Z`));
}
