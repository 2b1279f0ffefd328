import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {StillRightFacts, StillRightNightly} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import {PASSWORD} from '../../support/people.js';
import {Scenario, type TestListing} from '../../support/scenario.js';

const DAY_MS = 86_400_000;
const today = londonDay(new Date());

/** Only live, answerable listings show. */
describe('a listing that nobody touches', () => {
  let scenario: Scenario;
  let silent: TestListing;
  let lively: TestListing;
  let draft: TestListing;

  beforeAll(async () => {
    scenario = await Scenario.open();
    [silent, lively, draft] = [await scenario.pa(), await scenario.pa(), await scenario.pa()];
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [draft.id]);
  });
  afterAll(() => scenario.close());

  const night = async (days: number) => {
    const {app, clock} = scenario.api;
    clock.travelTo(new Date(Date.now() + days * DAY_MS));
    // Twice, as a job may.
    await app.get(StillRightNightly).run();
    await app.get(StillRightNightly).run();
  };
  const told = (topic: string) =>
    scenario.world.owner.query<{id: string}[]>(
      `SELECT subject_id AS id FROM outbox_event WHERE topic = $1 ORDER BY id`,
      [topic],
    );
  const stateOf = async ({id}: TestListing) => {
    const [row] = await scenario.world.owner.query<{state: string}[]>(`SELECT state FROM listing WHERE id = $1`, [id]);
    return row?.state;
  };
  /** Half a year later they sign in again. */
  const signedInNow = async ({person}: TestListing) => ({
    ...person,
    token: await scenario.api.signIn(person.email, PASSWORD),
  });

  it('is asked about once after the council’s period, and rests without an answer: any answer keeps it', async () => {
    await night(179);
    expect(await told('listing.still_right_asked')).toEqual([]);
    await night(181);
    expect((await told('listing.still_right_asked')).map(({id}) => id).sort()).toEqual([silent.id, lively.id].sort());
    const {app} = scenario.api;
    const fact = await app.get(UnitOfWork).run(scenario.council, (tx) => app.get(StillRightFacts).of(tx, silent.id));
    expect(fact).toMatchObject({owners: [silent.person.personId], restsOn: addDays(today, 181 + 28)});
    const answers = await signedInNow(lively);
    const shown = await scenario.call(answers, 'get', '/listings/mine').expect(200);
    expect(shown.body).toMatchObject({state: 'live', rests_on: addDays(today, 181 + 28)});
    await scenario.call(answers, 'post', '/listings/mine/confirm').expect(200);
    await night(181 + 27);
    expect([await stateOf(silent), await stateOf(lively)]).toEqual(['live', 'live']);
    await night(181 + 28);
    expect([await stateOf(silent), await stateOf(lively)]).toEqual(['resting', 'live']);
    await scenario.call(null, 'get', `/listings/${silent.id}`).expect(404);
    await scenario.call(null, 'get', `/listings/${lively.id}`).expect(200);
    expect((await told('listing.rests_unanswered')).map(({id}) => id)).toEqual([silent.id]);
    // Shown again by its owner, and asked about again half a year later.
    await night(181 + 181);
    expect((await told('listing.still_right_asked')).map(({id}) => id).filter((id) => id === lively.id)).toHaveLength(
      2,
    );
  });

  it('goes by the council’s own rule of the day', async () => {
    const other = await scenario.world.council('derbyshire');
    const theirs = await scenario.pa(other);
    const rule = {ask_days: 30, rest_days: 7, source: 'Our own', starts_on: '2020-01-01'};
    await scenario.world.add('still_right_rule', {council_id: other, ...rule});
    await night(31);
    expect((await told('listing.still_right_asked')).map(({id}) => id)).toContain(theirs.id);
    await night(38);
    await scenario.call(null, 'get', `/listings/${theirs.id}`).expect(404);
  });
});
