import {ReadBudgets} from '@app/allocations';
import {
  BookShared,
  JoinShared,
  ProposeChange,
  ReadBookings,
  ReadShared,
  SayToShared,
  StartCover,
  StartShared,
} from '@app/bookings';
import {addDays, londonDay, londonInstant, startOfDay, weekday} from '@app/kernel';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

/** What people do about visits that are booked: another time is proposed, cover is asked for, and two share an outing. */
export async function seedTogether({app, now, councilId, people, listings}: History): Promise<void> {
  const who = (login: string) => somebody(councilId, people.get(login) ?? '');
  const [margaret, daniel, tom] = [who('holder'), who('holder2'), who('pa2')];
  const [provider = '', pa = ''] = [listings.get('provider'), listings.get('pa')];
  const today = londonDay(now);
  const span = [startOfDay(addDays(today, 2)), startOfDay(addDays(today, 20))] as const;
  const coming = (await app.get(ReadBookings).diaryOfWorker(tom, ...span)).filter(({state}) => state === 'accepted');
  const [next, later] = [coming[0], coming.at(-1)];
  if (later && later !== next) {
    const day = londonDay(later.startsAt);
    const times = {startsAt: londonInstant(day, '15:00'), endsAt: londonInstant(day, '17:00')};
    await app.get(ProposeChange).run(tom, {visitId: later.id, reach: 'one', ...times, reason: 'I am at the dentist.'});
  }
  const contacts = [
    {kind: 'pa' as const, listingId: pa, name: 'Amina Khan', phone: '0115 496 0101'},
    {kind: 'friend' as const, listingId: null, name: 'Mrs Dale, number 12', phone: '0115 496 0102'},
  ];
  if (next) await app.get(StartCover).run(tom, next.id, false, () => Promise.resolve(contacts));

  const [own] = await app.get(ReadBudgets).lines(margaret);
  const other = (await app.get(ReadBudgets).lines(daniel)).find(({deployment}) => deployment === 'direct_payment');
  if (!own || !other) return;
  const friday = addDays(today, 19 - weekday(today));
  const {id, code} = await app.get(StartShared).run(margaret, {
    ...{listingId: provider, title: 'Afternoon at Wollaton Park', rrule: null, shareBy: 'equal'},
    ...{startsAt: londonInstant(friday, '13:00'), endsAt: londonInstant(friday, '15:00')},
    ...{absence: 'others_share', lineId: own.id, weight: 1},
  });
  await app.get(JoinShared).run(daniel, code, other.id, 1);
  const asking = (await app.get(ReadShared).one(margaret, id)).members.find(({state}) => state === 'asked');
  await app.get(SayToShared).yes(margaret, id, asking?.id ?? '');
  await app.get(BookShared).run(margaret, id);
}
