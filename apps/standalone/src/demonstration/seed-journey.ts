import {ReadBudgets} from '@app/allocations';
import {
  AcceptBooking,
  AnswerEngagement,
  ApproveHours,
  IssueInvoice,
  ProposeEngagement,
  ReadBookings,
  RecordHours,
  RequestBooking,
} from '@app/bookings';
import type {Principal} from '@app/identity';
import {addDays, londonDay, londonInstant, weekday, type Day} from '@app/kernel';
import type {INestApplicationContext} from '@nestjs/common';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

const WEEKS_PAST = 3;
/** Of the visits that are over, the PA has not recorded the hours of this many. */
const UNRECORDED = 2;
const DAY_MS = 86_400_000;

/**
 * An agreement three weeks ago, Tuesday and Thursday afternoons since, hours recorded, approved and invoiced, one visit waiting
 * for approval and two for their hours, and a request waiting for an answer. The PA of the first account stays free
 * on weekday mornings.
 */
export async function seedJourney({app, clock, now, councilId, people, listings}: History): Promise<void> {
  const today = londonDay(now);
  clock.set(new Date(now.getTime() - (WEEKS_PAST * 7 + 9) * DAY_MS));
  const principal = (key: string) => somebody(councilId, people.get(key) ?? '');
  const [holder, tom] = [principal('holder'), principal('pa2')];
  const lineId = await onlyLine(app, holder);
  const listingId = listings.get('pa2') ?? '';
  await agree(app, {holder, worker: tom, listingId, startsOn: londonDay(clock.now())});
  const tuesday = addDays(today, 2 - weekday(today) - WEEKS_PAST * 7);
  const {id} = await app.get(RequestBooking).run(
    holder,
    {
      listingId,
      engagementId: null,
      startsAt: londonInstant(tuesday, '14:00'),
      endsAt: londonInstant(tuesday, '16:00'),
      rrule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=14',
      splits: [{lineId, shareBp: 10_000}],
    },
    null,
  );
  await app.get(AcceptBooking).run(tom, id);
  clock.set(now);
  await recordPast(app, {holder, worker: tom, bookingId: id, now});
  const payTo = 'Sort code 00-00-00, account 12345678';
  await app.get(IssueInvoice).run(tom, {listingId, holderId: holder.personId, visitIds: null, payTo}, null);
  await propose(app, principal('holder2'), listings.get('pa') ?? '', addDays(today, 7), 1_450);
  await askProvider(app, {holder, lineId, listingId: listings.get('provider') ?? '', today});
}

interface Pair {
  holder: Principal;
  worker: Principal;
}

async function onlyLine(app: INestApplicationContext, holder: Principal): Promise<string> {
  const [line] = await app.get(ReadBudgets).lines(holder);
  if (!line) throw new Error('the demonstration has no budget');
  return line.id;
}

async function agree(
  app: INestApplicationContext,
  {holder, worker, listingId, startsOn}: Pair & {listingId: string; startsOn: Day},
): Promise<void> {
  const id = await propose(app, holder, listingId, startsOn, 1_500);
  await app.get(AnswerEngagement).accept(worker, id);
}

function propose(
  app: INestApplicationContext,
  holder: Principal,
  listingId: string,
  startsOn: Day,
  pence: number,
): Promise<string> {
  const rates = (['weekday', 'evening', 'weekend', 'bank_holiday'] as const).map((band, index) => ({
    band,
    unit: 'hour' as const,
    ratePence: pence + index * 150,
  }));
  const statusCheck = {reference: 'CEST 4471-2026', checkedOn: addDays(startsOn, -7)};
  return app.get(ProposeEngagement).run(holder, {listingId, status: 'self_employed', statusCheck, startsOn, rates});
}

/** Hours of the visits that are over, but the last ones; all of them approved but one, which waits for the holder. */
async function recordPast(
  app: INestApplicationContext,
  {holder, worker, bookingId, now}: Pair & {bookingId: string; now: Date},
): Promise<void> {
  const {visits} = await app.get(ReadBookings).one(worker, bookingId);
  const past = visits.filter((visit) => visit.endsAt < now).slice(0, -UNRECORDED);
  for (const [index, visit] of past.entries()) {
    const stayed = index % 3 === 1 ? 15 * 60_000 : 0;
    const hours = {startedAt: visit.startsAt, endedAt: new Date(visit.endsAt.getTime() - stayed), miles: null};
    await app.get(RecordHours).run(worker, visit.id, hours);
    if (index < past.length - 1)
      await app.get(ApproveHours).approve(holder, visit.id, {seenPence: null, agreesMore: false});
  }
}

/** A request that the micro-enterprise has not answered yet, on an afternoon: its mornings stay free. */
async function askProvider(
  app: INestApplicationContext,
  {holder, lineId, listingId, today}: {holder: Principal; lineId: string; listingId: string; today: Day},
): Promise<void> {
  const wednesday = addDays(today, 10 - weekday(today));
  const times = {startsAt: londonInstant(wednesday, '13:00'), endsAt: londonInstant(wednesday, '15:30')};
  const splits = [{lineId, shareBp: 10_000}];
  await app.get(RequestBooking).run(holder, {listingId, engagementId: null, ...times, rrule: null, splits}, null);
}
