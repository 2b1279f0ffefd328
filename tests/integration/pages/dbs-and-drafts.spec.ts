import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {formatDay} from '@app/kernel';
import {daysAgo, dbs, record, TODAY} from '../../support/accreditation.js';
import {boxes} from '../../support/day-boxes.js';
import {DeskWorld, LIST, refusal} from '../../support/desk-world.js';
import {Visitor} from '../../support/visitor.js';

let world: DeskWorld;
let admin: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  world = await DeskWorld.open();
  const {world: people} = world.scenario;
  admin = new Visitor(world.pages, await people.person(world.desk.councilId, 'Ada Admin', ['admin']));
  stranger = new Visitor(world.pages, await people.person(await people.council('southshire'), 'Sol Admin', ['admin']));
}, 60_000);
afterAll(() => world?.close());

describe('what goes with a DBS certificate', () => {
  it('says what the law has for the tasks, takes consent, and then what the Update Service answered', async () => {
    const id = await world.handedIn(['regulated_activity']);
    const requirement = `${LIST}/${id}/requirements/dbs`;
    const law = (await world.officer.get(requirement)).text;
    expect(law).toContain(
      'The law in force for regulated activity: Enhanced with barred lists . Through an umbrella body.',
    );
    await record(world.scenario.api, world.desk.officer, id, [
      {requirement: 'dbs', body: dbs(daysAgo(60), daysAgo(50), {level: 'enhanced_barred'})},
    ]);
    const path = `${LIST}/${id}/evidence/${await world.evidenceOf(id, 'dbs')}/update-service`;
    expect((await world.officer.get(path)).text).toContain('Nobody has asked them yet.');
    const look = {step: 'look', result: 'no_change', ...boxes('looked', TODAY)};
    expect(refusal(await world.officer.post(path, look), {})).toEqual([
      422,
      'Nobody looks without consent. Ask for it and record it, then look. (#consents)',
    ]);
    expect(refusal(await world.officer.post(path, {step: 'agree'}), {})).toEqual([
      400,
      'Choose whether they agree (#consents)',
      'Enter the day they said so (#said-day)',
    ]);
    expect(
      (await world.officer.post(path, {step: 'agree', consents: 'yes', ...boxes('said', daysAgo(5))})).status,
    ).toBe(303);
    expect((await world.officer.post(path, look)).status).toBe(303);
    expect((await world.officer.get(path)).text).toContain(`${formatDay(TODAY, {})}: No change`);
    expect((await world.approver.get(path)).status).toBe(403);
    expect((await stranger.get(path)).status).toBe(403);
  });

  it('keeps a risk assessment from those who neither wrote it nor decide', async () => {
    const id = await world.handedIn();
    const path = `${LIST}/${id}/risk-assessment`;
    expect(refusal(await world.officer.post(path, {text: ' '}), {text: ''})).toEqual([
      400,
      'Enter what you weighed (#text)',
    ]);
    expect((await world.officer.post(path, {text: 'Weighed with care.'})).status).toBe(303);
    expect((await world.officer.get(path)).text).toContain('Weighed with care.');
    expect((await world.approver.get(path)).text).toContain('Weighed with care.');
    const {world: people} = world.scenario;
    const second = new Visitor(world.pages, await people.person(world.desk.councilId, 'Sam Second', ['officer']));
    const theirs = await second.get(path);
    expect(theirs.text).toContain('You have written none.');
    expect(theirs.text).not.toContain('Weighed');
  });
});

describe('a draft of a version', () => {
  it('that no page of ours sends is refused, and others’ versions are not there', async () => {
    const good = {name: 'A', kind: 'accredited', memberKind: 'pa', from: null, requirements: [], typed: {}};
    const bad: unknown[] = [
      undefined,
      'x',
      [],
      null,
      {...good, kind: 'x'},
      {...good, requirements: [{}]},
      {...good, requirements: 'x'},
      {...good, typed: {other: 'x'}},
      {...good, typed: {move: 1}},
      {...good, name: 1},
      {...good, from: 1},
    ];
    for (const each of bad) {
      const draft = typeof each === 'string' ? each : (JSON.stringify(each) ?? '');
      expect([draft, (await admin.post('/council/schemes/plan', {draft, step: 'check'})).status]).toEqual([draft, 400]);
    }
    const sent = {draft: JSON.stringify(good), step: 'check', move: 'renewal', ...boxes('starts', daysAgo(1))};
    expect((await admin.post('/council/schemes/plan', sent)).errors).toEqual([
      'It starts today or later: what was asked up to now stands.',
      'A register that checks asks for something.',
    ]);
    for (const step of ['change:9', 'remove:x', 'keep:-1', 'add', 'back', 'lost', '']) {
      const {status} = await admin.post('/council/schemes/plan', {...sent, step});
      expect([step, status]).toEqual([step, step === 'keep:-1' ? 400 : 200]);
    }
    const [version] = await world.scenario.world.owner.query<{id: string}[]>(
      `SELECT id FROM scheme_version WHERE council_id = $1`,
      [world.desk.councilId],
    );
    for (const path of ['', '/plan', '/withdraw']) {
      expect([path, (await admin.get(`/council/schemes/${version?.id}${path}`)).status]).toEqual([path, 200]);
      expect([path, (await stranger.get(`/council/schemes/${version?.id}${path}`)).status]).toEqual([path, 404]);
      expect([path, (await world.officer.get(`/council/schemes/${version?.id}${path}`)).status]).toEqual([path, 403]);
    }
    expect((await admin.post(`/council/schemes/${version?.id}/withdraw`)).errors[0]).toMatch(
      /^This version has started/,
    );
    expect((await stranger.post(`/council/schemes/${version?.id}/withdraw`)).status).toBe(404);
  });
});
