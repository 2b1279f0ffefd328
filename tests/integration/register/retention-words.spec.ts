import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyAudit, type Principal} from '@app/identity';
import {addDays} from '@app/kernel';
import {Enquiries, RemoveDue} from '@app/register';
import {APPROVE, openDesk, ready, record, submitted, TODAY, type Desk} from '../../support/accreditation.js';
import {allMonthsAgo} from '../../support/months-ago.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let desk: Desk;
let admin: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  desk = await openDesk(scenario.world, 'words');
  admin = await scenario.world.person(desk.councilId, 'Ada Admin', ['admin']);
});
afterAll(() => scenario.close());

const sql = <T extends object>(text: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(text, values);
const night = () => scenario.api.app.get(RemoveDue).run();
const due = async () => {
  const sent = await scenario.call(admin, 'get', '/council/retention/due?within_days=0').expect(200);
  return (sent.body as {items: object[]}).items;
};

describe('retention of words', () => {
  it('removes what an answered appeal, a deferral and a decision said in words for the applicant', async () => {
    const id = await submitted(scenario.api, await scenario.world.person(desk.councilId, 'Words Gone', ['pa']));
    const path = `/applications/${id}`;
    await record(scenario.api, desk.officer, id);
    const later = {outcome: 'deferred', reasons: 'Waits.', explanation: 'Soon.', deferred_until: addDays(TODAY, 9)};
    await scenario.call(desk.officer, 'post', `${path}/ready`).expect(200);
    await scenario.call(desk.approver, 'post', `${path}/decision`, later).expect(200);
    const decline = {outcome: 'declined', reason_code: 'incomplete', reasons: 'No.', explanation: 'We are sorry.'};
    await scenario.call(desk.approver, 'post', `${path}/decision`, decline).expect(200);
    await sql(
      `INSERT INTO appeal (council_id, member_id, against, decision_id, grounds, channel, received_on, recorded_by)
       SELECT council_id, member_id, 'decline', id, 'I did.', 'letter', '${TODAY}'::date, $2 FROM decision WHERE application_id = $1`,
      [id, desk.officer.personId],
    );
    const handler = await scenario.world.person(desk.councilId, 'Hal Handler', ['approver']);
    const ofIt = `FROM decision d WHERE d.id = appeal.decision_id AND d.application_id = $1`;
    await sql(`UPDATE appeal SET state = 'in_review', handled_by = $2 ${ofIt}`, [id, handler.personId]);
    await sql(
      `UPDATE appeal SET state = 'decided', outcome = 'dismissed', effect = 'none', reasons = 'It stands.' ${ofIt}`,
      [id],
    );
    await allMonthsAgo(scenario.world.owner, id, 13);
    const words = () =>
      sql<{said: string}>(
        `SELECT concat_ws('; ', d.reasons, d.explanation, f.reasons, f.explanation, p.grounds, p.reasons, p.outcome) AS said
         FROM decision d JOIN deferral f ON f.application_id = d.application_id JOIN appeal p ON p.decision_id = d.id
         WHERE d.application_id = $1`,
        [id],
      );
    await night();
    // The months count from the answer to the appeal.
    expect(await words()).toEqual([{said: 'No.; We are sorry.; Waits.; Soon.; I did.; It stands.; dismissed'}]);
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(`UPDATE appeal SET decided_at = appeal.decided_at - interval '13 months' ${ofIt}`, [id]);
      await tx.query(
        `UPDATE audit_entry e SET after = jsonb_build_object('records', jsonb_build_array(proof_of_closed_appeal(appeal)))
         FROM appeal JOIN decision d ON d.id = appeal.decision_id
         WHERE d.application_id = $1 AND e.subject_id = appeal.id AND e.subject_kind = 'closed_appeal'`,
        [id],
      );
    });
    await night();
    expect(await words()).toEqual([{said: `${Array(5).fill('Removed by a retention rule.').join('; ')}; dismissed`}]);
    expect((await verifyAudit(scenario.world.owner)).flatMap((each) => each.faults)).toEqual([]);
  });

  it('removes what conditions, sanctions and appeals said once the rules say so, and nothing of what still binds', async () => {
    const person = await scenario.world.person(desk.councilId, 'Once Warned', ['pa']);
    const id = await ready(scenario.api, desk, person);
    const conditions = [
      {text: 'Shadow a visit.', due_on: addDays(TODAY, 9)},
      {text: 'First aid.', due_on: addDays(TODAY, 9)},
    ];
    const approval = {...APPROVE, outcome: 'approved_with_conditions', conditions};
    const decided = await scenario.call(desk.approver, 'post', `/applications/${id}/decision`, approval).expect(200);
    const {member, decision} = decided.body as {
      member: {id: string};
      decision: {conditions: {id: string; text: string}[]};
    };
    const idOf = (text: string) => decision.conditions.find((each) => each.text === text)?.id ?? '';
    await scenario.call(desk.officer, 'post', `/conditions/${idOf('First aid.')}/met`, {}).expect(204);
    const members = `/members/${member.id}`;
    await scenario
      .call(desk.officer, 'post', `${members}/sanctions`, {kind: 'advice', reason: 'Late twice.'})
      .expect(201);
    await scenario.call(desk.officer, 'post', `${members}/termination`, {reason: 'Did not come.'}).expect(201);
    await scenario.call(desk.approver, 'post', `${members}/termination/refuse`).expect(200);
    await sql(
      `INSERT INTO appeal (council_id, member_id, against, condition_id, grounds, channel, received_on, recorded_by)
       VALUES ($1, $2, 'condition', $3, 'I shadowed before.', 'letter', '${TODAY}'::date, $4)`,
      [desk.councilId, member.id, idOf('Shadow a visit.'), desk.officer.personId],
    );
    const handler = await scenario.world.person(desk.councilId, 'Hana Handler', ['approver']);
    await sql(`UPDATE appeal SET state = 'in_review', handled_by = $2 WHERE member_id = $1`, [
      member.id,
      handler.personId,
    ]);
    await sql(
      `UPDATE appeal SET state = 'decided', outcome = 'dismissed', effect = 'none', reasons = 'It stands.' WHERE member_id = $1`,
      [member.id],
    );
    for (const category of ['condition', 'sanction', 'appeal']) {
      const rule = {category, months: 0, source: 'Our schedule', starts_on: TODAY};
      await scenario.call(admin, 'post', '/council/retention/rules', rule).expect(201);
    }
    const hold = await scenario.world.add('legal_hold', {
      ...{
        council_id: desk.councilId,
        member_id: member.id,
        reason: 'A claim',
        starts_on: TODAY,
        placed_by: admin.personId,
      },
    });
    const said = async () => {
      const [row] = await sql<{said: string}>(
        `SELECT concat_ws('; ',
           (SELECT string_agg(text, '; ' ORDER BY met_on) FROM approval_condition WHERE member_id = $1),
           (SELECT concat(kind, ' ', reason) FROM sanction WHERE member_id = $1),
           (SELECT concat(state, ' ', reason) FROM termination WHERE member_id = $1),
           (SELECT concat_ws('; ', grounds, reasons, outcome) FROM appeal WHERE member_id = $1)) AS said`,
        [member.id],
      );
      return row?.said;
    };
    const before = await said();
    expect(await due()).toMatchObject([
      {category: 'appeal', held: true, records: 1},
      {category: 'condition', held: true, records: 1},
      {category: 'sanction', held: true, records: 2},
    ]);
    await night();
    expect(await said()).toBe(before);
    await sql(`DELETE FROM legal_hold WHERE id = $1`, [hold]);
    await night();
    const gone = 'Removed by a retention rule.';
    expect(await said()).toBe(`${gone}; Shadow a visit.; advice ${gone}; refused ${gone}; ${gone}; ${gone}; dismissed`);
    expect((await verifyAudit(scenario.world.owner)).flatMap((each) => each.faults)).toEqual([]);
    const evidence = await scenario.call(admin, 'get', '/council/retention/removed').expect(200);
    expect((evidence.body as {items: object[]}).items).toEqual(
      expect.arrayContaining([expect.objectContaining({category: 'sanction', removed: 2, source: 'Our schedule'})]),
    );
  });

  it('removes who enquired after a year, and leaves what is counted', async () => {
    const add = (name: string, months: number) =>
      sql(
        `INSERT INTO enquiry (council_id, name, email, wants, source, note, channel, received_at)
         VALUES ($1, $2, 'who@example.org', 'pa', 'leaflet', 'Rang twice.', 'online', now() - make_interval(months => $3))`,
        [desk.councilId, name, months],
      );
    await add('Asked Lately', 11);
    await add('Asked Long Ago', 13);
    expect(await due()).toMatchObject([{category: 'enquiry', member: null, held: false}]);
    await night();
    const kept = await sql(
      `SELECT name, email, note, source FROM enquiry WHERE council_id = $1 ORDER BY received_at DESC`,
      [desk.councilId],
    );
    expect(kept).toEqual([
      {name: 'Asked Lately', email: 'who@example.org', note: 'Rang twice.', source: 'leaflet'},
      {name: 'Removed', email: null, note: null, source: 'leaflet'},
    ]);
    const officer = {councilId: desk.councilId, permissions: new Set(['application:gather'])} as unknown as Principal;
    const {items} = await scenario.api.app.get(Enquiries).list(officer, 1, 10);
    expect(items.map(({name}) => name)).toEqual(['Asked Lately']);
  });
});
