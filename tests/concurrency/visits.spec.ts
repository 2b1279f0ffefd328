import {randomUUID} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from '../support/people.js';
import {later, PromisedWorld, type Party, type Promised} from '../support/promised.js';
import {eitherWay, inOrder} from '../support/queue.js';
import {at, booking, Scenario} from '../support/scenario.js';

let scenario: Scenario;
let finance: TestPerson;
let world: PromisedWorld;

beforeAll(async () => {
  scenario = await Scenario.open();
  world = new PromisedWorld(scenario);
  finance = await scenario.world.person(scenario.council, 'Fay Finance', ['finance']);
});
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

type Answer = Awaited<ReturnType<Scenario['call']>>;
const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
const dayOf = (instant: string) => londonDay(new Date(instant));
const statuses = (answers: readonly Answer[]) => answers.map(({status}) => status);
const code = ({body}: Answer) => (body as {code?: string}).code;

const BOOKING = `SELECT FROM booking WHERE id = $1 FOR UPDATE`;
const LISTING = `SELECT FROM listing WHERE id = $1 FOR UPDATE`;
const PERIODS = `SELECT FROM period_balance WHERE period_id IN (SELECT id FROM budget_period WHERE line_id = $1) FOR UPDATE`;

describe('one visit, two acts at once', () => {
  it('other times and a call-off: it is called off, and its money is back', async () => {
    await eitherWay(
      scenario.world.owner,
      async () => {
        const made = await world.promised();
        return {...made, change: await world.proposed(made, at(3, 2, '09:00'))};
      },
      (made) => [BOOKING, made.booking],
      ({provider, change, holder, booking: id}) => [
        () => call(provider.person, 'post', `/visit-changes/${change}/accept`),
        () => call(holder, 'post', `/bookings/${id}/cancel`),
      ],
      async ([moved, cancelled], turned, {line}) => {
        expect(statuses([moved, cancelled])).toEqual(turned ? [409, 200] : [200, 200]);
        expect(await world.money(line)).toEqual([0, 0, 0]);
      },
    );
  });

  it('other times and a yes to cover: whichever was first, and the other is told', async () => {
    await eitherWay(
      scenario.world.owner,
      async () => {
        const made = await world.promised();
        return {...made, ...(await world.asked(made)), change: await world.proposed(made, at(3, 2, '14:00'))};
      },
      (made) => [BOOKING, made.booking],
      ({provider, change, backup, ask}) => [
        () => call(provider.person, 'post', `/visit-changes/${change}/accept`),
        () => call(backup.person, 'post', `/cover-asks/${ask}/accept`),
      ],
      async ([moved, covered], turned, {line, holder, request}) => {
        expect([code(moved), code(covered)]).toEqual(
          turned ? ['VISITS_CHANGED', undefined] : [undefined, 'COVER_TAKEN'],
        );
        expect(await world.money(line)).toEqual([0, 1_450, 0]);
        const cover = await call(holder, 'get', `/cover-requests/${request}`).expect(200);
        expect((cover.body as {status: string}).status).toBe(turned ? 'covered' : 'withdrawn');
      },
    );
  });

  it('a stay in hospital and a yes to cover: nobody comes', async () => {
    await eitherWay(
      scenario.world.owner,
      async () => {
        const made = await world.promised();
        return {...made, ...(await world.asked(made))};
      },
      (made) => [BOOKING, made.booking],
      ({holder, backup, ask}) => [
        () =>
          call(holder, 'post', '/pauses', {
            ...{kind: 'hospital', from_day: dayOf(at(2, 1, '12:00')), until_day: dayOf(at(2, 7, '12:00'))},
          }),
        () => call(backup.person, 'post', `/cover-asks/${ask}/accept`),
      ],
      async ([paused, covered], turned, {line}) => {
        expect(statuses([paused, covered])).toEqual([201, turned ? 200 : 409]);
        expect(await world.money(line)).toEqual([0, 0, 0]);
      },
    );
  });

  it('hours written down on two phones: those that came first, and the others say so', async () => {
    const sent = ({provider, visit}: Promised, key: string, hours: number) => {
      const body = {started_at: at(2, 2, '09:00'), ended_at: later(at(2, 2, '09:00'), hours)};
      return call(provider.person, 'post', `/visits/${visit}/hours`, {
        ...body,
        made_at: at(2, 2, '10:30'),
      }).set('Idempotency-Key', key);
    };
    const made = await world.promised();
    scenario.api.clock.travelTo(at(2, 2, '12:00'));
    const [one, two] = [randomUUID(), randomUUID()];
    const answers = await inOrder(
      scenario.world.owner,
      [BOOKING, made.booking],
      [() => sent(made, one, 1), () => sent(made, two, 0.5), () => sent(made, one, 1)],
    );
    expect(answers.map((answer) => [answer.status, code(answer)])).toEqual([
      [200, undefined],
      [409, 'HOURS_SENT_ALREADY'],
      [200, undefined],
    ]);
    await call(made.holder, 'post', `/visits/${made.visit}/approve`).expect(200);
    expect(await world.money(made.line)).toEqual([0, 0, 1_450]);
  });
});

describe('one hour of one person', () => {
  it('goes to one of two visits that would move there, or to what is booked there', async () => {
    const [provider, wanted] = [await scenario.provider(1), at(3, 4, '11:00')];
    const [first, second, third] = [
      await world.promised(at(2, 2, '09:00'), provider),
      await world.promised(at(2, 2, '11:00'), provider),
      await world.party(),
    ];
    const changes = [await world.proposed(first, wanted), await world.proposed(second, wanted)];
    const answers = await inOrder(
      scenario.world.owner,
      [LISTING, provider.id],
      [
        ...changes.map((id) => () => call(provider.person, 'post', `/visit-changes/${id}/accept`)),
        () => call(third.holder, 'post', '/bookings', booking(provider, third.line, wanted, later(wanted))),
      ],
    );
    expect(answers.map(code)).toEqual([undefined, 'SLOT_TAKEN', 'SLOT_TAKEN']);
  });

  it('is one hour, for whom an enterprise sends them to and for whom they go to as a PA', async () => {
    const enterprise = await scenario.provider(3);
    const pa = await scenario.pa();
    await scenario.world.owner.query(
      `INSERT INTO organisation_member (council_id, organisation_id, person_id)
       SELECT council_id, organisation_id, $2 FROM listing WHERE id = $1`,
      [enterprise.id, pa.person.personId],
    );
    const own = await world.party();
    await scenario.engage(own.holder, pa);
    const name = (visit: string) =>
      call(enterprise.person, 'put', `/visits/${visit}/worker`, {person_id: pa.person.personId});
    const ask = (startsAt: string) =>
      call(own.holder, 'post', '/bookings', booking(pa, own.line, startsAt, later(startsAt)));
    let day = 1;
    await eitherWay(
      scenario.world.owner,
      () => world.promised(at(2, day++, '10:00'), enterprise),
      () => [LISTING, pa.id],
      ({visit}) => [() => name(visit), () => ask(at(2, day - 1, '10:30'))],
      (answers, turned) => {
        expect(answers.map(code)).toEqual(turned ? ['WORKER_TAKEN', undefined] : [undefined, 'SLOT_TAKEN']);
      },
    );
    // What pauses leaves them free; going on finds them elsewhere, and the enterprise says anew who comes.
    const [paused, other] = [
      await world.promised(at(3, 1, '10:00'), enterprise),
      await world.promised(at(3, 1, '10:00'), enterprise),
    ];
    await name(paused.visit).expect(204);
    const span = {from_day: dayOf(at(3, 1, '12:00')), until_day: dayOf(at(3, 1, '12:00'))};
    const pause = await call(paused.holder, 'post', '/pauses', {kind: 'holiday', ...span}).expect(201);
    await name(other.visit).expect(204);
    const resume = `/pauses/${(pause.body as {id: string}).id}/resume`;
    const resumed = await call(paused.holder, 'post', resume, {from_day: span.from_day}).expect(200);
    expect(resumed.body).toEqual({visits: 1, shared: 0, taken: 0});
    const sql = `SELECT state, named_worker_id IS NULL AS open FROM visit WHERE id = $1`;
    expect(await scenario.world.owner.query(sql, [paused.visit])).toEqual([{state: 'accepted', open: true}]);
    await name(paused.visit).expect(409, /WORKER_TAKEN/);
  });
});

describe('money while it closes', () => {
  it('pays hours whose period is closed at the same moment', async () => {
    await eitherWay(
      scenario.world.owner,
      async () => {
        scenario.api.clock.back();
        const made = await world.promised(at(1, 2, '09:00'));
        scenario.api.clock.travelTo(at(5, 2, '09:00'));
        const hours = {started_at: at(1, 2, '09:00'), ended_at: later(at(1, 2, '09:00'))};
        await call(made.provider.person, 'post', `/visits/${made.visit}/hours`, hours).expect(200);
        const [period] = await scenario.world.owner.query<{id: string}[]>(
          `SELECT id FROM budget_period WHERE line_id = $1 ORDER BY starts_on LIMIT 1`,
          [made.line],
        );
        return {...made, period: period?.id ?? ''};
      },
      ({line}) => [PERIODS, line],
      ({holder, visit, period}) => [
        () => call(holder, 'post', `/visits/${visit}/approve`),
        () => call(finance, 'post', `/council/periods/${period}/close`, {reason: 'Four weeks are over.'}),
      ],
      async (answers, _turned, {line}) => {
        expect(statuses(answers)).toEqual([200, 200]);
        expect(await world.money(line)).toEqual([0, 0, 1_450]);
      },
    );
  });

  it('joins somebody to a shared visit, or does not, while their line ends', async () => {
    await eitherWay(
      scenario.world.owner,
      async () => {
        const [first, second, third] = [await world.party(), await world.party(), await world.party()];
        const provider = await scenario.provider(1);
        const times = {starts_at: at(6, 2, '09:00'), ends_at: at(6, 2, '11:00')};
        const begun = await call(first.holder, 'post', '/shared-support', {
          ...{listing_id: provider.id, title: 'Swimming', share_by: 'equal', absence: 'absent_pays', ...times},
          budget_line_id: first.line,
        }).expect(201);
        const {id, code: word} = begun.body as {id: string; code: string};
        const join = async (who: Party) => {
          const body = {code: word, budget_line_id: who.line};
          await call(who.holder, 'post', '/shared-support/join', body).expect(201);
          const sql = `SELECT id FROM shared_member WHERE shared_id = $1 AND person_id = $2`;
          const [row] = await scenario.world.owner.query<{id: string}[]>(sql, [id, who.holder.personId]);
          return row?.id ?? '';
        };
        const answer = (who: Party, member: string) =>
          call(who.holder, 'post', `/shared-support/${id}/members/${member}/answer`, {answer: 'yes'});
        await answer(first, await join(second)).expect(200);
        await call(first.holder, 'post', `/shared-support/${id}/book`).expect(200);
        const member = await join(third);
        await answer(first, member).expect(200);
        return {lines: [first.line, second.line, third.line], last: () => answer(second, member), line: third.line};
      },
      ({line}) => [PERIODS, line],
      ({last, line}) => [
        () => last(),
        () =>
          call(finance, 'post', `/council/lines/${line}/changes`, {
            ...{kind: 'end', from_day: addDays(londonDay(new Date()), 7), reason: 'They move away.'},
          }),
      ],
      async ([joined, ended], _turned, {lines}) => {
        // A line does not end while money of later days is set aside, unless who ends it says so. Both want several
        // periods, so that either may come first.
        expect([code(joined), code(ended)].filter(Boolean)).toEqual(['ALLOCATION_INSUFFICIENT']);
        const held: number[] = [];
        for (const each of lines) held.push((await world.money(each))[0] ?? -1);
        expect(held).toEqual(joined.status === 200 ? [967, 967, 966] : [1_450, 1_450, 0]);
      },
    );
  });
});

describe('a listing that is taken down', () => {
  it('between the price and the yes books nothing, and between asking and accepting promises nothing', async () => {
    const [provider, {holder, line}] = [await scenario.provider(1), await world.party()];
    const body = booking(provider, line, at(4, 2, '09:00'), at(4, 2, '10:00'));
    await call(holder, 'post', '/bookings/quote', body).expect(200);
    const asking = await call(holder, 'post', '/bookings', body).expect(201);
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [provider.id]);
    const other = booking(provider, line, at(4, 3, '09:00'), at(4, 3, '10:00'));
    await call(holder, 'post', '/bookings', other).expect(422, /NOT_LISTED/);
    await call(provider.person, 'post', `/bookings/${(asking.body as {id: string}).id}/accept`).expect(
      422,
      /NOT_LISTED/,
    );
    expect(await world.money(line)).toEqual([1_450, 0, 0]);
    const visit = await world.promised();
    const {ask, backup} = await world.asked(visit);
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [backup.id]);
    await call(backup.person, 'post', `/cover-asks/${ask}/accept`).expect(422, /NOT_LISTED/);
    expect(await world.money(visit.line)).toEqual([0, 1_450, 0]);
  });
});
