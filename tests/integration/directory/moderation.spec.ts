import {createHash} from 'node:crypto';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import type {TestPerson} from '../../support/people.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';
import {seedPostcode} from '../listings/profile.js';

const ENTRY = {
  ...{sort: 'club', name: 'Lunch Club', summary: 'A hot lunch', services: ['companionship'], times: 'Fridays'},
  ...{postcode: 'NG1 5DT', phone: '01632 960111', email: 'club@group.example', contact_public: true},
};
const FORM = {...ENTRY, services: 'companionship', reach_km: '10', contact_public: 'yes', about: '', place: ''};

/** Ways round the council’s look at what shows, and round who speaks for an entry. */
describe('an entry that the council looks at before it shows', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let officer: TestPerson;
  let olive: Visitor;
  let anybody: Visitor;
  let id: string;
  let links = 0;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    await seedPostcode(scenario.world);
    officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    pages = await startPages(scenario.database, scenario.api.clock);
    olive = new Visitor(pages, officer);
    anybody = await somebody();
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });
  beforeEach(async () => {
    const made = await council('post', '', ENTRY).expect(201);
    id = (made.body as {id: string}).id;
  });

  const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const council = (method: 'get' | 'post' | 'put', path = '', body?: object) =>
    scenario.call(officer, method, `/council/community${path}`, body);
  /** With the token that any form gives. */
  const somebody = async () => {
    const visitor = new Visitor(pages, null);
    await visitor.get('/groups/new');
    return visitor;
  };
  const act = (action: string, more: object = {}) => council('post', `/${id}/act`, {action, ...more});
  const shown = async () => (await anybody.get(`/groups/${id}`)).status;
  const link = async () => {
    const token = `link-${(links += 1)}-${'x'.repeat(30)}`;
    await owner(
      `INSERT INTO community_key (token_hash, council_id, community_listing_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
      [createHash('sha256').update(token).digest(), scenario.council, id],
    );
    return `/groups/manage/${token}`;
  };

  it('is not shown again by its link when the council took it out of sight, and is when its owner did', async () => {
    const path = await link();
    expect((await anybody.post(`${path}/down`)).status).toBe(303);
    expect((await anybody.get(path)).text).toContain('Show it again');
    await anybody.post(`${path}/right`);
    expect(await shown()).toBe(200);
    await act('rest').expect(200);
    const page = await anybody.get(path);
    expect(page.text).toContain('only the council can show it again');
    expect(page.html).not.toContain(`${path}/right`);
    await anybody.post(`${path}/right`);
    expect(await shown()).toBe(404);
    await expect(owner(`UPDATE community_listing SET state = 'live' WHERE id = $1`, [id])).rejects.toMatchObject({
      driverError: {constraint: 'community_listing_held_check'},
    });
    await act('show').expect(200);
    expect(await shown()).toBe(200);
  });

  it('waits with new words when it rests too, and is shown with them or refused', async () => {
    const path = await link();
    const waiting = async () => {
      const answer = await council('get', '?status=waiting').expect(200);
      return (answer.body as {items: {id: string}[]}).items.map((each) => each.id);
    };
    await act('rest').expect(200);
    expect((await anybody.post(path, {...FORM, summary: 'A cold lunch'})).status).toBe(303);
    expect(await waiting()).toContain(id);
    expect((await olive.get(`/council/groups/${id}`)).text).toContain('A cold lunch');
    await act('refuse', {reason: 'Say at what time.'}).expect(200);
    expect([await waiting(), await shown()]).toEqual([[], 404]);
    await anybody.post(path, {...FORM, summary: 'A warm lunch'});
    await act('show').expect(200);
    expect((await anybody.get(`/groups/${id}`)).text).toContain('A warm lunch');
    expect(await waiting()).toEqual([]);
  });

  it('says so where what it proposes became regulated meanwhile', async () => {
    const path = await link();
    await anybody.post(path, {...FORM, summary: 'Other'});
    await owner(
      `UPDATE community_listing SET proposed = jsonb_set(proposed, '{services}', '["personal_care"]') WHERE id = $1`,
      [id],
    );
    await act('show').expect(422, /REGULATED_SERVICE.*"field":"services"/);
    expect((await anybody.get(`/groups/${id}`)).text).toContain('A hot lunch');
  });

  it('is spoken for by whom the council names, and by nobody with a link from before', async () => {
    const former = await link();
    const claim = {how: 'met', name: 'Nia New', email: 'nia@group.example'};
    await council('put', `/${id}/claim`, claim).expect(200);
    expect((await anybody.get(former)).status).toBe(410);
    expect((await anybody.post(former, {...FORM, summary: 'Mine'})).status).toBe(410);
    const hers = await link();
    await council('put', `/${id}/claim`, {...claim, how: 'phone', email: 'Nia@group.example'}).expect(200);
    expect((await anybody.get(hers)).status).toBe(200);
  });

  it('ends links that went to an address which was wrong', async () => {
    const path = await link();
    await council('put', `/${id}`, {...ENTRY, summary: 'Same address'}).expect(200);
    expect((await anybody.get(path)).status).toBe(200);
    await council('put', `/${id}`, {...ENTRY, email: 'right@group.example'}).expect(200);
    expect((await anybody.get(path)).status).toBe(410);
  });

  it('is written to no more when it is put away', async () => {
    await act('archive').expect(200);
    await council('post', `/${id}/invite`).expect(409, /ILLEGAL_TRANSITION/);
  });

  it('is claimed by two at once: it is taken over once, and what each said is kept', async () => {
    const paths = [await link(), await link()];
    const both = [await somebody(), await somebody()];
    const answers = await Promise.all(both.map((each, at) => each.post(`${paths[at]}/right`)));
    expect(answers.map(({status}) => status)).toEqual([303, 303]);
    expect(await owner(`SELECT FROM community_listing WHERE id = $1 AND claimed_at IS NOT NULL`, [id])).toHaveLength(1);
    expect(
      await owner(`SELECT FROM audit_entry WHERE action = 'community.confirmed' AND subject_id = $1`, [id]),
    ).toHaveLength(2);
  });

  it('has no room for letters that become more when they are kept, and runs no script', async () => {
    const longer = '\u0958'.repeat(120);
    await council('post', '', {...ENTRY, name: longer}).expect(400, /"field":"name"/);
    await council('post', '', {...ENTRY, website: 'javascript:alert(1)'}).expect(400, /"field":"website"/);
    const script = '<script>alert(1)</script>"onmouseover="alert(1)';
    await council('put', `/${id}`, {...ENTRY, name: script, summary: script, times: script, place: script}).expect(200);
    for (const page of [await anybody.get(`/groups/${id}`), await olive.get(`/council/groups/${id}`)]) {
      expect(page.status).toBe(200);
      expect(page.html).not.toMatch(/<script>alert|"onmouseover=/);
    }
  });
});
