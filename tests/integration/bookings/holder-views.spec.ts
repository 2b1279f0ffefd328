import {ReadBudgets, type EntryView} from '@app/allocations';
import {HolderBookings, ReadBookings} from '@app/bookings';
import {Sessions, type Principal} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import {DEFAULT_BANDS, ProfileParts, RateBands} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let helper: TestPerson;
let pa: TestListing;
let line: string;
let bookingId: string;
let visitId: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  helper = await scenario.world.person(scenario.council, 'Grace Hall', ['nominated']);
  await scenario.world.represents(scenario.council, helper, holder, 'nominated');
  line = await scenario.line(holder, 25_000);
  pa = await scenario.pa();
  await scenario.engage(holder, pa);
  const asked = booking(pa, line, at(1, 2, '09:00'), at(1, 2, '11:00'), {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=2'}});
  const made = await scenario.call(helper, 'post', '/bookings', asked).set('Acting-For', holder.personId).expect(201);
  ({id: bookingId} = made.body as {id: string});
  visitId = (made.body as {visits: {id: string}[]}).visits[0]?.id ?? '';
});
afterAll(() => scenario.close());

async function principal(person: TestPerson): Promise<Principal> {
  const found = await scenario.api.app.get(Sessions).principal(person.token);
  if (!found) throw new Error('not signed in');
  return found;
}

describe('what a holder sees of bookings', () => {
  it('lists them in short, to nobody else', async () => {
    const bookings = scenario.api.app.get(HolderBookings);
    expect(await bookings.list(await principal(holder))).toMatchObject([
      {
        id: bookingId,
        state: 'requested',
        listing: {id: pa.id, kind: 'pa'},
        visits: 2,
        firstStartsAt: new Date(at(1, 2, '09:00')),
        firstEndsAt: new Date(at(1, 2, '11:00')),
        lastStartsAt: new Date(at(2, 2, '09:00')),
        pricePence: 5_800,
      },
    ]);
    expect(await bookings.list(await principal(await scenario.holder()))).toEqual([]);
  });

  it('names what the ledger names as causes, the holder’s own only', async () => {
    const bookings = scenario.api.app.get(HolderBookings);
    const causes = await bookings.causes(await principal(holder), [bookingId, visitId]);
    expect(causes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({causeId: bookingId, bookingId, startsAt: null}),
        expect.objectContaining({causeId: visitId, bookingId, startsAt: new Date(at(1, 2, '09:00'))}),
      ]),
    );
    expect(causes).toHaveLength(2);
    expect(await bookings.causes(await principal(await scenario.holder()), [bookingId, visitId])).toEqual([]);
  });

  it('says of each entry who acted and for whom; those of one journal sum to nought', async () => {
    const detail = await scenario.api.app.get(ReadBudgets).line(await principal(holder), line, null);
    const periods = await Promise.all(
      detail.periods.map(async (period) =>
        scenario.api.app.get(ReadBudgets).line(await principal(holder), line, period.id),
      ),
    );
    const held = periods.flatMap((each) => each.entries).filter((entry) => entry.account === 'held');
    expect(held).not.toHaveLength(0);
    for (const entry of held) {
      expect(entry).toMatchObject({actorName: 'Grace Hall', forName: holder.name, causeId: bookingId});
    }
    const sums = new Map<number, number>();
    const add = ({journalId, amountPence}: EntryView) => sums.set(journalId, (sums.get(journalId) ?? 0) + amountPence);
    detail.entries.forEach(add);
    expect(sums.size).toBeGreaterThan(0);
    expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
  });

  it('shows hours that wait for approval until they are approved', async () => {
    const bookings = scenario.api.app.get(ReadBookings);
    await scenario.call(pa.person, 'post', `/bookings/${bookingId}/accept`).expect(200);
    expect(await bookings.toApprove(await principal(holder))).toEqual([]);
    scenario.api.clock.travelTo(at(1, 2, '12:00'));
    const hours = {started_at: at(1, 2, '09:00'), ended_at: at(1, 2, '10:30')};
    await scenario.call(pa.person, 'post', `/visits/${visitId}/hours`, hours).expect(200);
    expect(await bookings.toApprove(await principal(holder))).toMatchObject([
      {id: visitId, bookingId, actualPence: 2_175, pricePence: 2_900},
    ]);
    expect(await bookings.toApprove(await principal(await scenario.holder()))).toEqual([]);
    await scenario.call(holder, 'post', `/visits/${visitId}/approve`).expect(200);
    expect(await bookings.toApprove(await principal(holder))).toEqual([]);
  });
});

describe('the hours of rates', () => {
  it('are those in force on the day, of that council', async () => {
    const {app, clock} = scenario.api;
    const today = londonDay(new Date());
    const bands = app.get(RateBands);
    await app.get(UnitOfWork).run(scenario.council, async (tx) => {
      await bands.set(tx, scenario.council, '2020-01-01', DEFAULT_BANDS);
      await bands.set(tx, scenario.council, addDays(today, 10), DEFAULT_BANDS.slice(0, 1));
    });
    const elsewhere = await scenario.world.council('elsewhere');
    const [here, there] = [await scenario.pa(), await scenario.pa(elsewhere)];
    const read = async (id: string, councilId: string) => (await app.get(ProfileParts).of({id, councilId})).bands;
    expect(await read(here.id, scenario.council)).toMatchObject([
      {band: 'evening', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '07:00'},
      {band: 'evening', from: '20:00', to: '24:00'},
      {band: 'weekend', weekdays: [6, 7], from: '00:00', to: '24:00'},
    ]);
    expect(await read(there.id, elsewhere)).toEqual([]);
    clock.travelDays(10);
    expect(await read(here.id, scenario.council)).toHaveLength(1);
    clock.back();
  });
});
