import type {ChangeView, CoverWish, EngagementView, PlannedVisit, WaitingRequest, WorkVisit} from '@app/bookings';
import {addDays, bankHoliday, londonDay, type Day} from '@app/kernel';
import type {OwnRenewals} from '@app/register';
import {durationOf} from '../../presenters/duration.js';
import {rateLines} from '../../presenters/rate-lines.js';
import {registerPage} from '../renewals/register.presenter.js';

/** Weeks of the diary that one page shows. */
export const DIARY_DAYS = 28;

export interface Work {
  engagements: readonly EngagementView[];
  requests: readonly WaitingRequest[];
  hours: {toRecord: readonly WorkVisit[]; recorded: readonly WorkVisit[]};
  diary: readonly PlannedVisit[];
  register: readonly OwnRenewals[];
  changes: readonly ChangeView[];
  wishes: readonly CoverWish[];
  from: Day;
  now: Date;
}

/** What the page shows: first what waits for an answer, then the weeks to come. */
export function workPage({engagements, requests, hours, diary, register, changes, wishes, from, now}: Work) {
  const today = londonDay(now);
  const terms = engagements.filter((each) => each.state === 'proposed');
  const listings = new Set([...engagements, ...requests, ...diary].map((each) => each.listing.id));
  return {
    terms: terms.map((each) => ({...each, rates: rateLines(each.rates)})),
    agreed: engagements.filter((each) => each.state === 'accepted'),
    requests: requests.map((each) => ({...each, duration: durationOf(each)})),
    toRecord: [...hours.toRecord].sort((a, b) => Number(b.queryReason !== null) - Number(a.queryReason !== null)),
    recorded: hours.recorded,
    changes,
    wishes,
    waiting:
      wishes.length +
      terms.length +
      requests.length +
      hours.toRecord.length +
      changes.filter((each) => !each.mine).length,
    /** Somebody with several listings is told which one each thing is about. */
    several: listings.size > 1,
    register: registerPage(register, today),
    diary: diaryPage(diary, from, now),
  };
}

function diaryPage(visits: readonly PlannedVisit[], from: Day, now: Date) {
  const today = londonDay(now);
  const shown = visits.filter((visit) => visit.state !== 'declined' && visit.state !== 'expired');
  const days = new Map<Day, (PlannedVisit & {soon: boolean})[]>();
  for (const visit of shown) {
    const day = londonDay(visit.startsAt);
    // Two taps ask others, when one cannot come.
    const soon = visit.state === 'accepted' && visit.startsAt > now && day < addDays(today, 7);
    days.set(day, [...(days.get(day) ?? []), {...visit, soon}]);
  }
  return {
    from,
    to: addDays(from, DIARY_DAYS - 1),
    isNow: from === today,
    previous: addDays(from, -DIARY_DAYS),
    next: addDays(from, DIARY_DAYS),
    days: [...days].map(([day, ofDay]) => ({day, today: day === today, note: bankHoliday(day), visits: ofDay})),
  };
}
