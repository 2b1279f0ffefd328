import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {TestPerson} from '../../support/people.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

let scenario: Scenario;
let pages: PagesApp;
let admin: TestPerson;
let officer: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  admin = await scenario.world.person(scenario.council, 'Ada Admin', ['admin']);
  officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
});
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

const change = (who: TestPerson, of: TestPerson, what: string, body: object = {why: 'A lost telephone.'}) =>
  scenario.call(who, 'post', `/council/people/${of.personId}/${what}`, body);

describe('what an administrator does to an account', () => {
  it('ends every session and takes second steps away, with a reason, on record, and never their own', async () => {
    const {owner} = scenario.world;
    await owner.query(
      `INSERT INTO second_factor (council_id, account_id, kind, name, secret, confirmed_at)
       SELECT council_id, id, 'totp', 'Telephone', '\\x00', now() FROM account WHERE person_id = $1`,
      [officer.personId],
    );
    await change(officer, admin, 'sessions/end').expect(403);
    await change(admin, admin, 'second-step/reset').expect(403);
    await change(admin, officer, 'second-step/reset', {why: ' '}).expect(400, /why/);
    await scenario.call(officer, 'get', '/sessions/current').expect(200);
    await change(admin, officer, 'second-step/reset').expect(204);
    await scenario.call(officer, 'get', '/sessions/current').expect(401);
    const left = await owner.query<unknown[]>(
      `SELECT FROM second_factor f JOIN account a ON a.id = f.account_id WHERE a.person_id = $1 AND removed_at IS NULL`,
      [officer.personId],
    );
    expect(left).toHaveLength(0);
    const entries = await owner.query<{reason: string}[]>(
      `SELECT reason FROM audit_entry WHERE action = 'second_factor.reset' AND subject_id = $1`,
      [officer.personId],
    );
    expect(entries).toEqual([{reason: 'A lost telephone.'}]);
    const visitor = new Visitor(pages, admin);
    await visitor.get('/council/accounts');
    const found = await visitor.post('/council/accounts', {name: 'olive'});
    expect(found.text).toContain('Olive Officer');
  });
});

describe('pages for somebody who said how they want to be written to', () => {
  it('are in that language and in easy read, while no switch on a page says otherwise', async () => {
    const holder = await scenario.holder();
    await scenario.world.add(
      'contact_preference',
      {
        council_id: scenario.council,
        person_id: holder.personId,
        channels: [],
        format: 'easy_read',
        language: 'pl',
        recorded_by: holder.personId,
      },
      'person_id',
    );
    const visitor = new Visitor(pages, holder);
    expect((await visitor.get('/budget')).html).toMatch(/<html lang="pl" class="[^"]*app-easy-read/);
    await visitor.get('/language/en');
    expect((await visitor.get('/budget')).html).toContain('<html lang="en-GB"');
  });
});

describe('a link by e-mail', () => {
  it('works as long as the council’s rule of the day says', async () => {
    const {owner} = scenario.world;
    await owner.query(
      `INSERT INTO council_sign_in (council_id, role_group, starts_on, local_accounts, second_factor, idle_minutes,
                                    absolute_minutes, fresh_minutes, link_minutes, source)
       VALUES ($1, 'public', '2020-01-01', true, false, 60, 720, 15, 7, 'For a test')`,
      [scenario.council],
    );
    const holder = await scenario.holder();
    const visitor = new Visitor(pages, null);
    await visitor.get('/sign-in/email');
    await visitor.post('/sign-in/email', {email: holder.email, next: '/'});
    const rows = await owner.query<{minutes: number}[]>(
      `SELECT round(extract(epoch FROM expires_at - asked_at) / 60)::int AS minutes FROM sign_in_link WHERE email = $1`,
      [holder.email],
    );
    expect(rows).toEqual([{minutes: 7}]);
  });
});
