import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {PERMISSIONS_OF, ROLES} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from '../../support/people.js';
import {Scenario, terms} from '../../support/scenario.js';

let scenario: Scenario;
const today = londonDay(new Date());
const diary = `/visits?from=${today}&to=2099-01-01`;

beforeAll(async () => {
  scenario = await Scenario.open();
});
afterAll(() => scenario.close());

/** Somebody whose role as a holder lasts from one day to another. */
async function holding(startsOn: string, endsOn: string | null): Promise<TestPerson> {
  const person = await scenario.holder();
  await scenario.world.owner.query(`UPDATE role_grant SET starts_on = $2, ends_on = $3 WHERE person_id = $1`, [
    person.personId,
    startsOn,
    endsOn,
  ]);
  return person;
}

describe('roles', () => {
  it('count from their first day to their last, for sessions begun before too', async () => {
    for (const [startsOn, endsOn, status] of [
      [today, null, 200],
      [today, today, 200],
      ['2020-01-01', today, 200],
      [addDays(today, 1), null, 403],
      ['2020-01-01', addDays(today, -1), 403],
    ] as const) {
      const person = await holding(startsOn, endsOn);
      const {status: found} = await scenario.call(person, 'get', '/budgets');
      expect({startsOn, endsOn, found}).toEqual({startsOn, endsOn, found: status});
      const me = await scenario.call(person, 'get', '/sessions/current').expect(200);
      expect((me.body as {roles: string[]}).roles).toEqual(status === 200 ? ['holder'] : []);
    }
  });

  it('are each known to the table of permissions', () => {
    expect(Object.keys(PERMISSIONS_OF).sort()).toEqual([...ROLES].sort());
  });

  it('of somebody who works and helps are told apart: acting for the holder, they see what the holder sees', async () => {
    const holder = await scenario.holder();
    const provider = await scenario.provider();
    await scenario.call(holder, 'post', '/engagements', terms(provider)).expect(201);
    const both = await scenario.world.person(scenario.council, 'Both Atonce', ['pa', 'nominated']);
    await scenario.world.add('representation', {
      council_id: scenario.council,
      holder_id: holder.personId,
      representative_id: both.personId,
      kind: 'nominated',
      starts_on: today,
    });
    const own = await scenario.call(both, 'get', '/engagements').expect(200);
    expect(own.body).toMatchObject({total: 0});
    const theirs = await scenario.call(both, 'get', '/engagements').set('Acting-For', holder.personId).expect(200);
    expect(theirs.body).toMatchObject({total: 1, items: [{holder: {id: holder.personId}}]});
    await scenario.world.owner.query(`UPDATE representation SET starts_on = '2020-01-01', ends_on = '2020-12-31'`);
    for (const path of ['/engagements', diary]) {
      await scenario
        .call(both, 'get', path)
        .set('Acting-For', holder.personId)
        .expect(403, /REPRESENTATION_ENDED/);
    }
  });
});
