import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays} from '@app/kernel';
import {databaseError} from '@app/platform';
import {DEFAULT_BUSINESS_REQUIREMENTS} from '@app/register';
import {addScheme, APPROVE, daysAgo, dbs, record, TODAY, handedInByClerk} from '../../support/accreditation.js';
import {ApplyingWorld, REFEREE} from '../../support/applying-world.js';
import {refusalOf} from '../../support/problem.js';

describe('applying', () => {
  let world: ApplyingWorld;

  beforeAll(async () => {
    world = await ApplyingWorld.open();
  }, 60_000);
  afterAll(() => world.close());

  const constraintOf = async (work: Promise<unknown>) =>
    databaseError(await work.catch((error: unknown) => error))?.constraint;

  it('has the tasks that the scheme asks for: what is answered changes what is asked', async () => {
    const {id, pa} = await world.draft();
    const codes = async () => (await world.tasks(id, pa)).tasks.map(({code}) => code);
    expect(await codes()).toEqual([
      ...['born_on', 'phone', 'services', 'care_tasks', 'status', 'drives'],
      ...['have_identity', 'have_right_to_work', 'dbs_dbs', 'reference'],
      ...['have_safeguarding', 'have_mental_capacity', 'agree_code_of_conduct'],
    ]);
    await world.answer(id, pa, 'status', 'both').expect(200);
    await world.answer(id, pa, 'drives', 'yes').expect(200);
    expect(await codes()).toEqual(expect.arrayContaining(['have_insurance', 'business_insurance']));
    await world.answer(id, pa, 'status', 'employed').expect(200);
    await world.answer(id, pa, 'drives', 'no').expect(200);
    expect(await codes()).not.toContain('have_insurance');
    expect(await codes()).not.toContain('business_insurance');
  });

  it('asks an organisation for what the council’s own list names, and for car insurance only where somebody drives', async () => {
    const {api, desk, world: people} = world;
    const owner = await people.person(desk.councilId, 'Sky Owner', ['provider']);
    await people.organisation(desk.councilId, 'Sky Days', [owner]);
    await addScheme(people, desk.councilId, DEFAULT_BUSINESS_REQUIREMENTS, 'business');
    const opened = await api.call('post', '/applications', owner.token, {kind: 'business'}).expect(201);
    const {id} = opened.body as {id: string};
    const codes = async () => (await world.tasks(id, owner)).tasks.map(({code}) => code);
    expect(await codes()).toEqual([
      ...['phone', 'services', 'care_tasks', 'drives', 'have_identity', 'dbs_dbs', 'reference', 'have_insurance'],
      ...['have_tax_registration', 'court_judgments', 'have_safeguarding', 'agree_code_of_conduct'],
    ]);
    await world.answer(id, owner, 'drives', 'yes').expect(200);
    expect(await codes()).toContain('have_car_insurance');
    await handedInByClerk(api, owner, id);
    // The council looks it up, and nobody writes down what stands there.
    const path = `/applications/${id}/evidence/court_judgments`;
    const looked = (facts: object) => api.call('put', path, desk.officer.token, {checked_on: TODAY, facts});
    const refused = refusalOf(await looked({seen: 'register_search', judgment: '£900'}));
    expect(refused.errors[0]?.field).toBe('facts.judgment');
    expect((await looked({seen: 'register_search'})).status).toBe(200);
  });

  it('refuses answers that are none, by the field', async () => {
    const {id, pa} = await world.draft();
    const wrong: [string, unknown, string][] = [
      ['born_on', addDays(TODAY, 1), 'Your date of birth must be in the past.'],
      ['born_on', daysAgo(15 * 365), 'You must be 16 or over to apply.'],
      ['born_on', '1905-01-01', 'Check the year of your date of birth.'],
      ['born_on', '1980-02-30', 'Enter a date, like 1980-03-27.'],
      ['phone', 'ring me', 'Enter a telephone number, like 0115 496 0123.'],
      ['status', 'retired', 'Choose one of self_employed, employed, both.'],
      ['services', [], 'Choose at least one, and no more than 40.'],
      ['services', 'cleaning', 'Choose at least one, and no more than 40.'],
      ['care_tasks', ['none', 'medicines'], 'Choose what you do, or none of these.'],
      ['care_tasks', ['surgery'], 'Choose at least one, and no more than 6.'],
      ['phone', null, 'Enter one line of up to 30 characters.'],
    ];
    for (const [question, answer, message] of wrong) {
      const problem = refusalOf(await world.answer(id, pa, question, answer));
      expect([question, problem.status, problem.errors]).toEqual([question, 400, [{field: 'answer', message}]]);
    }
    expect(refusalOf(await world.answer(id, pa, 'have_dbs', 'sent')).status).toBe(404);
    expect(refusalOf(await world.answer(id, await world.newPa(), 'phone', '01632 960001')).status).toBe(404);
  });

  it('is handed in whole or not, and then stays as it is', async () => {
    const {id, pa} = await world.draft();
    const missing = refusalOf(await world.api.call('post', `/applications/${id}/hand-in`, pa.token));
    expect([missing.status, missing.code]).toEqual([422, 'ANSWERS_MISSING']);
    expect(missing).toMatchObject({missing: expect.arrayContaining(['born_on', 'reference'])});
    await fillIn(id);
    await world.api.call('post', `/applications/${id}/hand-in`, pa.token).expect(200);
    expect(refusalOf(await world.answer(id, pa, 'phone', '01632 960002')).code).toBe('ILLEGAL_TRANSITION');
    const change = world.world.owner.query(`UPDATE application SET circumstances = '{drives}' WHERE id = $1`, [id]);
    expect(await constraintOf(change)).toBe('application_circumstances_fixed');

    async function fillIn(of: string) {
      const said: [string, unknown][] = [
        ['born_on', '1980-03-27'],
        ['phone', '01632 960001'],
        ['services', ['companionship', 'meals']],
        ['care_tasks', ['none']],
        ['status', 'employed'],
        ['drives', 'no'],
        ['have_identity', 'show'],
        ['have_right_to_work', 'show'],
        ['dbs_dbs', 'needed'],
        ['have_safeguarding', 'not_yet'],
        ['have_mental_capacity', 'not_yet'],
        ['agree_code_of_conduct', 'agreed'],
      ];
      for (const [question, answer] of said) await world.answer(of, pa, question, answer).expect(200);
      await world.nameReferee(of, pa).expect(201);
      await world.nameReferee(of, pa, {number: 2, name: 'Ravi Referee', email: 'ravi@people.example'}).expect(201);
    }
  });

  it('asks nothing twice: what was said in an earlier application holds, what is declared is declared anew', async () => {
    const {id, pa} = await world.draft();
    await world.answer(id, pa, 'born_on', '1980-03-27').expect(200);
    await world.answer(id, pa, 'agree_code_of_conduct', 'agreed').expect(200);
    await world.api.call('post', `/applications/${id}/withdraw`, pa.token).expect(200);
    const again = await world.api.call('post', '/applications', pa.token, {kind: 'pa'}).expect(201);
    const {answers} = await world.tasks((again.body as {id: string}).id, pa);
    expect(answers).toEqual({born_on: '1980-03-27'});
  });

  it('by an officer for somebody says so on every record and in the audit trail', async () => {
    const {officer, councilId} = world.desk;
    const somebody = await world.world.add('person', {council_id: councilId, name: 'Ona Paper'});
    const body = {kind: 'pa', person_id: somebody};
    const opened = await world.api.call('post', '/applications', officer.token, body).expect(201);
    const {id} = opened.body as {id: string};
    await world.answer(id, officer, 'phone', '01632 960001').expect(200);
    await world.api.call('put', `/applications/${id}/channel`, officer.token, {channel: 'phone'}).expect(200);
    await world.answer(id, officer, 'born_on', '1980-03-27').expect(200);
    await world.nameReferee(id, officer).expect(201);
    await world.send(id, officer, 'identity', Buffer.from('%PDF-1.4\nstartxref\n9\n%%EOF\n')).expect(201);
    await world.api.call('post', `/applications/${id}/submit`, officer.token).expect(200);
    const trail = (await world.trail(id)).filter(({action}) => !action.endsWith('viewed'));
    expect(trail.map(({action, after}) => [action, after?.channel])).toEqual([
      ['application.opened', 'paper'],
      ['application.filled_in', 'paper'],
      ['application.channel_changed', 'phone'],
      ['application.filled_in', 'phone'],
      ['referee.named', 'phone'],
      ['file.added', 'phone'],
      ['application.submitted', 'phone'],
    ]);
    expect(new Set(trail.map((entry) => `${entry.actor} for ${entry.for}`))).toEqual(
      new Set([`${officer.personId} for ${somebody}`]),
    );
    expect(JSON.stringify(trail)).not.toContain('01632');
    const own = await world.draft();
    await world.answer(own.id, own.pa, 'phone', '01632 960001').expect(200);
    expect((await world.trail(own.id)).at(-1)).toMatchObject({for: null, after: {channel: 'online'}});
    expect(
      refusalOf(await world.api.call('put', `/applications/${id}/channel`, officer.token, {channel: 'online'})).status,
    ).toBe(400);
  });

  it('takes no evidence dated in the future or before birth, in the use case or in the database', async () => {
    const {id, pa} = await world.draft();
    await world.answer(id, pa, 'born_on', '2000-06-01').expect(200);
    const early = refusalOf(await world.api.call('post', `/applications/${id}/submit`, pa.token));
    expect([early.status, early.code]).toEqual([422, 'ANSWERS_MISSING']);
    await handedInByClerk(world.api, pa, id);
    const {officer} = world.desk;
    const put = (requirement: string, body: object) =>
      world.api.call('put', `/applications/${id}/evidence/${requirement}`, officer.token, body);
    const training = (issued_on: string) => ({issued_on, checked_on: TODAY, facts: {provider: 'Alongside Training'}});
    for (const [requirement, body, field] of [
      ['dbs', dbs(addDays(TODAY, 1), addDays(TODAY, 1)), 'checked_on'],
      ['safeguarding', training(addDays(TODAY, 1)), 'issued_on'],
      ['identity', {checked_on: addDays(TODAY, 1), facts: {document: 'passport'}}, 'checked_on'],
      ['safeguarding', training('2000-05-31'), 'issued_on'],
    ] as const) {
      const problem = refusalOf(await put(requirement, body));
      expect([requirement, problem.status, problem.errors.map((each) => each.field)]).toEqual([
        requirement,
        400,
        expect.arrayContaining([field]),
      ]);
    }
    await put('safeguarding', training('2024-06-01')).expect(200);
    const [{member}] = await world.world.owner.query<[{member: string}]>(
      `SELECT member_id AS member FROM application WHERE id = $1`,
      [id],
    );
    const row = (issued_on: string, checked_on: string) =>
      world.world.add('evidence', {
        council_id: world.desk.councilId,
        member_id: member,
        application_id: id,
        requirement: 'mental_capacity',
        kind: 'training',
        number: 1,
        issued_on,
        checked_on,
        facts: {},
        recorded_by: officer.personId,
      });
    expect(await constraintOf(row('2000-05-31', TODAY))).toBe('evidence_before_birth');
    expect(await constraintOf(row(TODAY, addDays(TODAY, 1)))).toBe('evidence_checked_on_check');
  });

  it('refuses referees who are family, the applicant, or named already, and more than are asked for', async () => {
    const {id, pa} = await world.draft();
    const refused = async (more: object) => {
      const {status, code, errors} = refusalOf(await world.nameReferee(id, pa, more));
      return [status, code, errors[0]?.field];
    };
    expect(await refused({relationship: 'family'})).toEqual([422, 'REFEREE_RELATED', 'relationship']);
    expect(await refused({email: pa.email.toUpperCase()})).toEqual([422, 'OWN_REFEREE', 'email']);
    expect(await refused({number: 3})).toEqual([400, 'VALIDATION_FAILED', 'number']);
    expect(await refused({email: 'nobody'})).toEqual([400, 'VALIDATION_FAILED', 'email']);
    expect(await refused({email: undefined})).toEqual([400, 'VALIDATION_FAILED', 'email']);
    await world.nameReferee(id, pa).expect(201);
    expect(await refused({number: 2, name: 'Somebody Else', email: 'RUTH@people.example'})).toEqual([
      422,
      'SAME_REFEREE',
      'email',
    ]);
    expect(await refused({number: 2, name: 'ruth  referee', email: 'other@people.example'})).toEqual([
      422,
      'SAME_REFEREE',
      'name',
    ]);
    expect(await refused({name: 'Somebody Else', email: 'other@people.example'})).toEqual([
      409,
      'REFEREE_PLACE_TAKEN',
      undefined,
    ]);
    const row = (more: object) =>
      world.world.add('referee', {
        council_id: world.desk.councilId,
        application_id: id,
        requirement: 'reference',
        named_by: pa.personId,
        channel: 'online',
        ...REFEREE,
        number: 2,
        email: 'third@people.example',
        ...more,
      });
    expect(await constraintOf(row({relationship: 'family'}))).toBe('referee_relationship_check');
    expect(await constraintOf(row({email: pa.email}))).toBe('referee_own');
    expect(await constraintOf(row({email: REFEREE.email}))).toBe('referee_email_key');
    expect(await constraintOf(row({requirement: 'identity'}))).toBe('referee_asked_for');
  });

  it('is decided by nobody who wrote something down for the applicant', async () => {
    const {officer, otherOfficer} = world.desk;
    const {id, pa} = await world.draft();
    await handedInByClerk(world.api, pa, id);
    await world.answer(id, otherOfficer, 'phone', '01632 960001').expect(200);
    await record(world.api, officer, id);
    await world.api.call('post', `/applications/${id}/ready`, officer.token).expect(200);
    const decide = (by: typeof officer) => world.api.call('post', `/applications/${id}/decision`, by.token, APPROVE);
    expect(refusalOf(await decide(otherOfficer)).code).toBe('FOUR_EYES');
    await decide(world.desk.approver).expect(200);
  });

  it('leaves to others what the scheme leaves to them, before an officer records it', async () => {
    const {officer, councilId} = world.desk;
    const {id, pa} = await world.draft();
    const leave = (to: string) =>
      world.world.owner.query(`UPDATE requirement SET recorded_by = $1 WHERE code = 'code_of_conduct'`, [[to]]);
    const put = (of: string) =>
      world.api.call('put', `/applications/${of}/evidence/code_of_conduct`, officer.token, {
        checked_on: TODAY,
        facts: {signed: 'paper'},
      });
    await leave('applicant');
    try {
      await world.answer(id, pa, 'agree_code_of_conduct', 'agreed').expect(200);
      const other = await world.handedIn();
      const problem = refusalOf(await put(other.id));
      expect([problem.status, problem.code]).toEqual([422, 'RECORDED_BY_OTHERS']);
      const behind = world.world.owner.query(IN_SQL, [other.id, councilId, officer.personId]);
      expect(await constraintOf(behind)).toBe('evidence_recorded_by');
      await handedInByClerk(world.api, pa, id);
      await put(id).expect(200);
    } finally {
      await leave('officer');
    }
  });

  it('begins with an enquiry, which says where it came from and what became of it', async () => {
    const {officer} = world.desk;
    const enquiry = {name: 'Eni Enquirer', phone: '01632 960009', wants: 'pa', source: 'event', channel: 'event'};
    const made = await world.api.call('post', '/enquiries', officer.token, enquiry).expect(201);
    expect(made.body).toMatchObject({source: 'event', channel: 'event', application_id: null});
    const unreachable = {...enquiry, phone: undefined};
    const problem = refusalOf(await world.api.call('post', '/enquiries', officer.token, unreachable));
    expect([problem.status, problem.errors[0]?.field]).toEqual([400, 'email']);
    await world.api.call('post', '/enquiries', (await world.newPa()).token, enquiry).expect(403);
  });
});

const IN_SQL = `
  INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, checked_on, facts, recorded_by)
  SELECT $2, member_id, id, 'code_of_conduct', 'code_of_conduct', 1, '${TODAY}'::date, '{}', $3 FROM application WHERE id = $1`;
