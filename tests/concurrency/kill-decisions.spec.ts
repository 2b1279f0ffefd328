import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {APPROVE, openDesk, submitted, type Desk} from '../support/accreditation.js';
import {ProductProcess} from '../support/process.js';
import {Scenario} from '../support/scenario.js';

const APPLICATIONS = 48;
const KILLS = 3;

let scenario: Scenario;
let desk: Desk;
const ids: string[] = [];

beforeAll(async () => {
  scenario = await Scenario.open();
  // A scheme that asks for nothing: what is tested is the decision.
  desk = await openDesk(scenario.world, 'northshire', []);
  const {councilId, officer} = desk;
  for (let number = 0; number < APPLICATIONS; number += 1) {
    const personId = await scenario.world.add('person', {council_id: councilId, name: `Worker ${number}`});
    const opened = await scenario.call(officer, 'post', '/applications', {kind: 'pa', person_id: personId}).expect(201);
    const {id} = opened.body as {id: string};
    await scenario.call(officer, 'post', `/applications/${id}/submit`).expect(200);
    await scenario.call(officer, 'post', `/applications/${id}/ready`).expect(200);
    ids.push(id);
  }
  await submitted(scenario.api, desk.pa);
}, 120_000);
afterAll(() => scenario.close());

describe('a process killed at any step of a decision', () => {
  it('has decided wholly, with audit entry and event, or not at all', async () => {
    const acknowledged = new Set<string>();
    const conditional = {
      ...APPROVE,
      outcome: 'approved_with_conditions',
      conditions: [{text: 'First aid.'}, {text: 'Two shifts beside somebody.'}],
    };
    for (let round = 0; round < KILLS; round += 1) {
      const api = await ProductProcess.start('api', {DATABASE_URL: scenario.database.appUrl});
      const waiting = ids.filter((id) => !acknowledged.has(id));
      const sent = waiting.map(async (id) => {
        const answer = await fetch(`${api.url}/api/v1/applications/${id}/decision`, {
          method: 'POST',
          headers: {'Content-Type': 'application/json', Authorization: `Bearer ${desk.approver.token}`},
          body: JSON.stringify(conditional),
        }).catch(() => null);
        if (answer?.ok) acknowledged.add(id);
      });
      for (const deadline = Date.now() + 45_000; Date.now() < deadline && acknowledged.size < round * 6 + 3;) {
        await pause(1);
      }
      await api.kill();
      await Promise.all(sent);
    }
    const rows = await scenario.world.owner.query<Row[]>(STATE, [ids]);
    const whole = (row: Row) =>
      row.state === 'approved' && row.decisions === 1 && row.conditions === 2 && row.entries === 1;
    const nothing = (row: Row) =>
      row.state === 'ready' && row.decisions + row.conditions + row.entries + row.events === 0;
    // The event of the decision, and that of the standing which it changed.
    expect(rows.filter((row) => !(nothing(row) || (whole(row) && row.events === 2)))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(0);
    const decided = new Set(rows.filter(whole).map((row) => row.id));
    expect([...acknowledged].filter((id) => !decided.has(id))).toEqual([]);
  }, 120_000);
});

interface Row {
  id: string;
  state: string;
  decisions: number;
  conditions: number;
  entries: number;
  events: number;
}

const STATE = `
  SELECT a.id, a.state,
         (SELECT count(*)::int FROM decision d WHERE d.application_id = a.id) AS decisions,
         (SELECT count(*)::int FROM approval_condition c WHERE c.member_id = a.member_id) AS conditions,
         (SELECT count(*)::int FROM audit_entry e WHERE e.subject_id = a.id AND e.action = 'application.decided') AS entries,
         (SELECT count(*)::int FROM outbox_event o WHERE o.topic = 'application.decided' AND o.subject_id = a.id
            OR o.topic = 'standing.changed' AND o.subject_id = a.member_id) AS events
  FROM application a WHERE a.id = ANY ($1)`;
