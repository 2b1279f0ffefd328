import type {OneVisit} from '@app/bookings';
import {bankHoliday, londonDay} from '@app/kernel';
import {endsNextDay} from '../../presenters/next-day.js';
import {t} from '../../words/t.js';
import {VISIT_STATES} from '../../words/booking-words.js';

/** What visit.njk shows. */
export function visitPage(visit: OneVisit, now: Date) {
  const {side, state, listing, holder, startsAt} = visit;
  const toCome = startsAt > now;
  return {
    visit,
    isHolder: side === 'holder',
    other: side === 'holder' ? listing.name : holder.name,
    words: VISIT_STATES[state],
    endsNextDay: endsNextDay(visit),
    bankHoliday: bankHoliday(londonDay(startsAt)),
    canName: visit.endsAt > now && ['requested', 'accepted'].includes(state),
    people: [{value: '', text: t('Not said yet')}, ...visit.couldCome.map(({id, name}) => ({value: id, text: name}))],
    canCover: toCome && state === 'accepted',
    canMove: toCome && state === 'accepted' && visit.changeId === null,
    canCancel: toCome && ['requested', 'accepted', 'paused'].includes(state),
    canMiss: !toCome && state === 'accepted',
  };
}
