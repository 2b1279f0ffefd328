import {createHash} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {AuditSealer, verifyAudit} from '@app/identity';
import {APPROVE, approved, daysAgo, openDesk, ready, TODAY, type Desk} from '../../support/accreditation.js';
import {readPdf, type Paper, type Structure} from '../../support/pdf.js';
import {Scenario} from '../../support/scenario.js';

interface Entry {
  action: string;
  seq: number | null;
  hash: string;
  previous: string;
  content: string;
}

interface BundleBody {
  application: {decision: {for_the_file: {reasons: string}}; evidence: {requirement: string; facts: object}[]};
  standing: {day: string; on_the_day: {listed: boolean}};
  timeline: {action: string; who: string}[];
  seen_by: {action: string; who: string; detail: string}[];
  proof: {sealed: number; unsealed: number; entries: Entry[]};
}

let scenario: Scenario;
let desk: Desk;
let id: string;
let memberId: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  desk = await openDesk(scenario.world, 'proof');
  const pa = await scenario.world.person(desk.councilId, 'Zoë Łukasiewicz', ['pa']);
  ({id, memberId} = await approved(scenario.api, desk, pa));
  await scenario.api.app.get(AuditSealer).sealAll();
});
afterAll(() => scenario.close());

const bundle = (who = desk.officer, query = '') => scenario.call(who, 'get', `/applications/${id}/bundle${query}`);

async function pdf(): Promise<Paper> {
  const sent = await bundle(desk.approver, '?format=pdf')
    .buffer(true)
    .expect(200)
    .expect('content-type', 'application/pdf');
  return readPdf(sent.body as Buffer);
}

describe('a decision bundle', () => {
  it('holds what was known, decided and seen, with hashes that anybody can compute again', async () => {
    const body = (await bundle().expect(200)).body as BundleBody;
    expect(body.application.decision.for_the_file.reasons).toBe('All that the scheme asks for was seen.');
    expect(body.application.evidence.find((each) => each.requirement === 'dbs')?.facts).toMatchObject({
      level: 'enhanced',
    });
    expect(body.standing.on_the_day.listed).toBe(true);
    const actions = body.timeline.map((each) => each.action);
    expect(actions).toEqual([
      'application.opened',
      'application.submitted',
      ...Array<string>(8).fill('evidence.recorded'),
      'application.ready',
      'application.decided',
    ]);
    expect(body.timeline.at(-1)?.who).toBe('Ash Approver');
    expect(body.seen_by.map((each) => each.who)).toContain('Olu Officer');
    const sealed = body.proof.entries.filter((each) => each.seq !== null);
    expect(sealed.length).toBeGreaterThan(15);
    for (const {hash, previous, content} of sealed) {
      const computed = createHash('sha256').update(Buffer.from(previous, 'hex')).update(content).digest('hex');
      expect(computed).toBe(hash);
    }
    expect(body.proof).toMatchObject({sealed: sealed.length});
  });

  it('writes down who read it, and as what', async () => {
    await bundle(desk.approver, '?format=html').expect(200);
    const {seen_by: seenBy} = (await bundle().expect(200)).body as BundleBody;
    expect(seenBy).toContainEqual(
      expect.objectContaining({action: 'bundle.read', who: 'Ash Approver', detail: 'html'}),
    );
  });

  it('is a page that stands by itself, and runs nothing that somebody typed', async () => {
    await scenario.world.owner.query(
      `UPDATE person SET name = '<script>alert(1)</script>' WHERE name = 'Zoë Łukasiewicz'`,
    );
    const {text, headers} = await bundle().set('Accept', 'text/html').expect(200);
    await scenario.world.owner.query(`UPDATE person SET name = 'Zoë Łukasiewicz' WHERE name LIKE '<script>%'`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-disposition']).toContain('attachment');
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('Decision bundle: &lt;script&gt;');
    expect(text).not.toContain('<script');
    expect(text).toContain('Reasons: All that the scheme asks for was seen.');
  });

  it('is a tagged PDF: language, title, bookmarks, headings and tables with headers, every letter to be read', async () => {
    const paper = await pdf();
    expect(paper.info).toMatchObject({Title: 'Decision bundle: Zoë Łukasiewicz', Language: 'en-GB'});
    expect(paper.marked).toBe(true);
    expect(paper.bookmarks).toContain('Who saw what');
    const roles = new Set<string>();
    const walk = (node: Structure) => {
      if (node.role) roles.add(node.role);
      for (const child of node.children ?? []) walk(child);
    };
    let text = '';
    for (const {words, structure} of paper.pages) {
      walk(structure ?? {});
      text += words
        .map((each) => each.text)
        .join(' ')
        .replaceAll(/\s+/g, ' ');
    }
    expect([...roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD']));
    expect(text).toContain('Zoë Łukasiewicz');
    expect(text).toContain('All that the scheme asks for was seen.');
    expect(text).toContain('County Training');
  });

  it('is for the council that decided, never for whom it is about', async () => {
    const stranger = await scenario.world.person(scenario.council, 'Away Officer', ['officer']);
    await bundle(stranger).expect(404);
    await bundle(desk.pa).expect(403);
    const both = await scenario.world.person(desk.councilId, 'Both Sides', ['pa', 'officer']);
    const own = await scenario.call(both, 'post', '/applications', {kind: 'pa', person_id: both.personId}).expect(201);
    const path = `/applications/${(own.body as {id: string}).id}/bundle`;
    expect((await scenario.call(both, 'get', path).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
    expect((await bundle(desk.officer, '?format=docx').expect(400)).body).toMatchObject({errors: [{field: 'format'}]});
  });
});

describe('verifying the trail', () => {
  /** What is said after somebody went behind the register’s back; then it is as before. */
  async function after(statement: string): Promise<string[]> {
    const {owner} = scenario.world;
    const runner = owner.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`SET LOCAL session_replication_role = replica`);
      await runner.query(statement);
      const [council] = (await runner.query(`SELECT id FROM council WHERE code = 'proof'`)) as {id: string}[];
      const rows = (await runner.query(`SELECT audit_record_faults($1) AS fault`, [council?.id])) as {fault: string}[];
      return rows.map((each) => each.fault.replace(/[0-9a-f-]{36}/, '…'));
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it('finds a record that was changed behind it, taken away or put in', async () => {
    expect((await verifyAudit(scenario.world.owner)).flatMap((each) => each.faults)).toEqual([]);
    const of = `WHERE member_id = '${memberId}'`;
    const dbs = `${of} AND requirement = 'dbs'`;
    expect(await after(`UPDATE decision SET decided_by = '${desk.officer.personId}' ${of}`)).toEqual([
      'the decision … was changed',
    ]);
    expect(await after(`UPDATE decision SET reasons = 'Something else.' ${of}`)).toEqual([
      'what the decision … says was changed',
    ]);
    expect(await after(`UPDATE evidence SET checked_on = checked_on - 1 ${dbs}`)).toEqual([
      'the evidence … was changed',
    ]);
    expect(await after(`UPDATE evidence SET facts = facts || '{"workforce": "child"}' ${dbs}`)).toEqual([
      'what the evidence … says was changed',
    ]);
    expect(
      await after(`UPDATE evidence SET facts = '{}', content_salt = NULL, content_removed_at = now() ${dbs}`),
    ).toEqual(['what the evidence … says was removed, and by no rule']);
    expect(await after(`DELETE FROM evidence ${dbs}`)).toEqual(['the evidence … is gone']);
    expect(
      await after(
        `INSERT INTO suspension (council_id, member_id, starts_at, recorded_by)
         VALUES ('${desk.councilId}', '${memberId}', now(), '${desk.officer.personId}')`,
      ),
    ).toEqual(['there are 1 records of the kind suspension without an entry, and the trail knows of 0']);
  });

  it('finds it of conditions, sanctions, suspensions, deferrals and appeals, and of how each came to its end', async () => {
    const {owner} = scenario.world;
    const [second, third] = await Promise.all(
      ['Sue Second', 'Tom Third'].map((name) => scenario.world.person(desk.councilId, name, ['officer', 'approver'])),
    );
    const pa = await scenario.world.person(desk.councilId, 'Con Ditional', ['pa']);
    const other = await ready(scenario.api, desk, pa);
    const call = (path: string, body = {}) => scenario.call(second ?? pa, 'post', path, body);
    const later = {outcome: 'deferred', reasons: 'Waits.', explanation: 'Soon.', deferred_until: daysAgo(-9)};
    await call(`/applications/${other}/decision`, later).expect(200);
    for (const step of ['take-up', 'ready']) {
      await scenario.call(desk.officer, 'post', `/applications/${other}/${step}`).expect(200);
    }
    const conditions = [{text: 'First aid.', due_on: daysAgo(-20)}];
    const approval = {...APPROVE, outcome: 'approved_with_conditions', conditions, explanation: 'Well done.'};
    const done = await scenario.call(desk.approver, 'post', `/applications/${other}/decision`, approval).expect(200);
    const {member, decision} = done.body as {member: {id: string}; decision: {conditions: {id: string}[]}};
    const condition = decision.conditions[0]?.id ?? '';
    await owner.query(
      `INSERT INTO appeal (council_id, member_id, against, condition_id, grounds, channel, received_on, recorded_by)
       SELECT council_id, member_id, 'condition', id, 'I have it.', 'letter', $2, $3 FROM approval_condition WHERE id = $1`,
      [condition, TODAY, desk.officer.personId],
    );
    const answers = [`state = 'in_review', handled_by = '${third?.personId}'`];
    answers.push(`state = 'decided', outcome = 'dismissed', effect = 'none', reasons = 'It is out of date.'`);
    for (const answer of answers) await owner.query(`UPDATE appeal SET ${answer} WHERE condition_id = $1`, [condition]);
    await call(`/conditions/${condition}/met`).expect(204);
    await call(`/members/${member.id}/suspension`).expect(204);
    await scenario.call(desk.officer, 'delete', `/members/${member.id}/suspension`).expect(204);
    await owner.query(
      `INSERT INTO sanction (council_id, member_id, kind, starts_on, reason, recorded_by) VALUES ($1, $2, 'warning', $3, 'Late.', $4)`,
      [desk.councilId, member.id, TODAY, desk.officer.personId],
    );
    await owner.query(`UPDATE sanction SET lifted_on = $1, lifted_by = $2 WHERE member_id = $3`, [
      ...[TODAY, desk.officer.personId, member.id],
    ]);
    expect((await verifyAudit(owner)).flatMap((each) => each.faults)).toEqual([]);
    const of = `WHERE member_id = '${member.id}'`;
    const ofApplication = `WHERE application_id = '${other}'`;
    for (const [statement, fault] of [
      [`UPDATE approval_condition SET due_on = due_on + 1 ${of}`, 'the approval condition … was changed'],
      [`UPDATE approval_condition SET text = 'None.' ${of}`, 'what the approval condition … says was changed'],
      [`UPDATE approval_condition SET met_on = met_on - 1 ${of}`, 'the met condition … was changed'],
      [`UPDATE sanction SET kind = 'advice' ${of}`, 'the sanction … was changed'],
      [`UPDATE sanction SET reason = 'Rude.' ${of}`, 'what the sanction … says was changed'],
      [
        `UPDATE sanction SET lifted_on = NULL, lifted_by = NULL, lifted_at = NULL ${of}`,
        'the lifted sanction … is gone',
      ],
      [`UPDATE suspension SET ends_at = ends_at + interval '1 day' ${of}`, 'the lifted suspension … was changed'],
      [`UPDATE deferral SET until_on = until_on + 1 ${ofApplication}`, 'the deferral … was changed'],
      [`UPDATE deferral SET explanation = 'Never.' ${ofApplication}`, 'what the deferral … says was changed'],
      [`UPDATE decision SET explanation = 'No.' ${of}`, 'what the decision explanation … says was changed'],
      [`UPDATE appeal SET channel = 'phone' ${of}`, 'the appeal … was changed'],
      [`UPDATE appeal SET grounds = 'None.' ${of}`, 'what the appeal … says was changed'],
      [`UPDATE appeal SET outcome = 'upheld' ${of}`, 'the closed appeal … was changed'],
      [`UPDATE appeal SET reasons = 'None.' ${of}`, 'what the closed appeal … says was changed'],
    ] as const) {
      expect({statement, said: await after(statement)}).toEqual({statement, said: [fault]});
    }
    const gone = `content_salt = NULL, content_removed_at = now()`;
    expect(await after(`UPDATE sanction SET reason = 'Gone.', ${gone} ${of}`)).toEqual([
      'what the sanction … says was removed, and by no rule',
    ]);
    expect(await after(`DELETE FROM appeal ${of}`)).toEqual(['the appeal … is gone', 'the closed appeal … is gone']);
  });

  it('is told by the command too', async () => {
    const waiting = await ready(scenario.api, desk);
    await scenario.world.owner.query(
      `UPDATE evidence SET facts = '{"signed": "online"}' WHERE application_id = $1
      AND requirement = 'code_of_conduct'`,
      [waiting],
    );
    const faults = (await verifyAudit(scenario.world.owner)).flatMap((each) => each.faults);
    expect(faults).toEqual([expect.stringMatching(/^what the evidence .* says was changed$/)]);
  });
});
