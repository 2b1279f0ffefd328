import {writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {isPublicAddress, readFeedFile} from '@app/directory';
import {DomainError} from '@app/kernel';
import fc from 'fast-check';
import type {DirectoryImportResponse} from '../../../apps/api/src/directory/directory.dto.js';
import {runCommand} from '../../support/command.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {scratch} from '../../support/scratch.js';
import {Visitor} from '../../support/visitor.js';
import {seedPostcode} from '../listings/profile.js';

interface Claimed {
  claimed_at: string | null;
}

const ID = (at: number) => `ac148810-d857-441c-9679-${String(at).padStart(12, '0')}`;
const service = (at: number, more: object = {}) => ({
  ...{id: ID(at), name: `Group ${at}`, status: 'active', email: `g${at}@group.example`},
  description: '<p>A friendly <b>lunch club</b> for older people &amp; carers.</p>',
  organization: {id: ID(900), name: 'Friends', description: 'A charity'},
  service_at_locations: [
    {
      id: ID(at),
      location: {id: ID(at), name: 'The hall', addresses: [{address_1: '1 High Street', postal_code: 'NG1 5DT'}]},
    },
  ],
  schedules: [{id: ID(at), byday: 'TU,FR', opens_at: '12:00:00', closes_at: '14:00:00'}],
  ...more,
});

/** What other directories hold, as drafts to claim. */
describe('bringing in another directory', () => {
  let scenario: Scenario;
  let officer: TestPerson;
  let server: Server;
  let base: string;
  let pages: (page: number) => string;
  let web: PagesApp;
  let olive: Visitor;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const {pathname, searchParams} = new URL(request.url ?? '', 'http://feed');
      if (pathname === '/away/services')
        return response.writeHead(302, {location: 'http://127.0.0.1:1/services'}).end();
      const body = pages(Number(searchParams.get('page')));
      if (body === 'half')
        return response.writeHead(200, {'content-length': '500'}).end('{"contents": [', () => request.destroy());
      return response.end(body);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const {port} = server.address() as AddressInfo;
    base = `http://127.0.0.1:${port}`;
    scenario = await Scenario.open({variables: {FEED_HOSTS: `127.0.0.1:${port}`}});
    await seedPostcode(scenario.world);
    officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    web = await startPages(scenario.database, scenario.api.clock);
    olive = new Visitor(web, officer);
  });
  afterAll(async () => {
    await web.close();
    await scenario.close();
    server.close();
  });

  /** Two to a page, as version 3 answers. */
  const serve = (services: readonly object[]) => {
    const last = Math.max(1, Math.ceil(services.length / 2));
    pages = (page) =>
      JSON.stringify({
        ...{total_items: services.length, total_pages: last, page_number: page, last_page: page >= last},
        contents: services.slice((page - 1) * 2, page * 2),
      });
  };
  const prepare = async (body: object, status = 201) => {
    const answer = await scenario
      .call(officer, 'post', '/council/directory/imports', {name: 'County', ...body})
      .expect(status);
    return answer.body as DirectoryImportResponse & {code?: string; errors: {field: string}[]};
  };
  const take = ({id}: {id: string}, status = 200) =>
    scenario.call(officer, 'post', `/council/directory/imports/${id}/take`).expect(status);
  const counts = ({totals}: DirectoryImportResponse) =>
    Object.fromEntries(Object.entries(totals).filter(([, count]) => count > 0));
  const entries = (state: string) =>
    scenario.world.owner.query<{id: string; name: string; times: string; consent: string | null; ref: string}[]>(
      `SELECT c.id, c.name, c.times, c.contact_consent_on AS consent, s.ref FROM community_listing c
       JOIN community_source s ON s.community_listing_id = c.id WHERE c.state = $1 ORDER BY c.name`,
      [state],
    );

  it('makes drafts that nobody sees, names row and field of what cannot be taken, and the same again does nothing', async () => {
    serve([service(1), service(2), service(3, {name: 'x'.repeat(121)}), service(4, {status: 'odd'}), service(2)]);
    const read = await prepare({address: `${base}/services`});
    expect(counts(read)).toEqual({created: 2, rejected: 3});
    expect(
      read.rows.filter(({outcome}) => outcome === 'rejected').map(({row, errors}) => [row, errors[0]?.field]),
    ).toEqual([
      [3, 'name'],
      [4, 'status'],
      [5, 'id'],
    ]);
    expect(await entries('draft')).toEqual([]);
    await take(read);
    await take(read, 409);
    const drafts = await entries('draft');
    expect(drafts).toMatchObject([
      {name: 'Group 1', times: 'Tuesday, Friday, 12:00 to 14:00', consent: null, ref: ID(1)},
      {name: 'Group 2', ref: ID(2)},
    ]);
    // Where it came from, what it is called there, and since when, for whoever looks at it.
    const page = await olive.get(`/council/groups/${drafts[0]?.id}`);
    expect(page.text).toMatch(new RegExp(`County.*${ID(1)}`));
    const kept = await scenario.call(officer, 'get', `/council/community/${drafts[0]?.id}`).expect(200);
    expect(kept.body).toMatchObject({brought_from: {name: 'County', address: `${base}/services`, ref: ID(1)}});
    await scenario.call(null, 'get', `/community/${drafts[0]?.id}`).expect(404);
    // Nobody said yet that its e-mail address may stand there for everybody.
    const shown = await scenario.call(officer, 'post', `/council/community/${drafts[0]?.id}/act`, {action: 'show'});
    expect([shown.status, (shown.body as {code: string}).code]).toEqual([422, 'CONSENT_NEEDED']);
    expect(counts(await prepare({address: base}))).toEqual({unchanged: 2, rejected: 3});
  });

  it('changes unclaimed drafts alone, and lets rest what is gone', async () => {
    const claimed = (await entries('draft')).find(({name}) => name === 'Group 2');
    // By the link that was sent to it: nobody has claimed it until whoever has the link says that it is theirs.
    const claims = async () =>
      scenario.call(officer, 'get', `/council/community/${claimed?.id}`).then(({body}) => (body as Claimed).claimed_at);
    const link = `a-link-of-${'x'.repeat(30)}`;
    await scenario.world.owner.query(
      `INSERT INTO community_key (token_hash, council_id, community_listing_id, expires_at)
       VALUES (sha256(convert_to($1, 'UTF8')), $2, $3, now() + interval '1 day')`,
      [link, scenario.council, claimed?.id],
    );
    const group = new Visitor(web, null);
    const path = `/council/groups/${claimed?.id}/claimed`;
    const met = {how: 'met', sent_by_name: 'Gill Group', sent_by_email: 'gill@group.example'};
    const bad = await olive.post(path, {...met, how: 'guess'});
    expect([bad.status, bad.value('sent_by_name')]).toEqual([400, met.sent_by_name]);
    expect((await group.get(`/groups/manage/${link}`)).text).toContain('Group 2');
    expect(await claims()).toBeNull();
    await group.post(`/groups/manage/${link}/right`);
    expect(await claims()).not.toBeNull();
    // Or somebody of the council knows them.
    expect((await olive.post(path, met)).status).toBe(303);
    expect((await olive.get(`/council/groups/${claimed?.id}`)).text).toContain('Gill Group');
    serve([service(1, {schedules: [{description: 'Mondays'}]}), service(2, {description: 'Other'}), service(6)]);
    const read = await prepare({address: base});
    expect(counts(read)).toEqual({created: 1, changed: 1, kept: 1});
    expect(read.rows.find(({outcome}) => outcome === 'changed')?.differs).toEqual(['times']);
    await take(read);
    expect((await entries('draft')).map(({times}) => times)).toContain('Mondays');
    serve([service(2, {description: 'Other'}), service(6, {status: 'defunct'})]);
    const without = await prepare({address: base});
    expect(counts(without)).toEqual({kept: 1, withdrawn: 2});
    const stale = await prepare({address: base});
    await take(without);
    await take(stale, 409);
    expect((await entries('archived')).map(({name}) => name)).toEqual(['Group 1', 'Group 6']);
    expect(counts(await prepare({address: base}))).toEqual({kept: 1, unchanged: 1});
    serve([service(1), service(2, {description: 'Other'})]);
    const back = await prepare({address: base});
    expect(counts(back)).toEqual({changed: 1, kept: 1});
    await take(back);
    expect((await entries('draft')).map(({name}) => name)).toEqual(['Group 1', 'Group 2']);
  });

  it('reads version 1 as it is, spreadsheets in any encoding, and finds by name and postcode what is here already', async () => {
    const old = {
      totalElements: 243,
      totalPages: 5,
      number: 1,
      last: false,
      content: [
        service(20, {
          schedules: undefined,
          regular_schedules: [{byday: 'MO', opens_at: '10:00'}],
          fees: '£10 an hour',
          service_at_locations: [],
        }),
      ],
    };
    const first = await prepare({name: 'Bristol', content: JSON.stringify(old)});
    expect(first).toMatchObject({format: 'oruk1', partial: true, totals: {created: 1}});
    await take(first);
    const csv =
      'Name,Postcode,When,Status\nGROUP  1,ng15dt,Daily,\nCafé Société,NG1 5DT,Fridays,active\nNo place,12345,,\n';
    const sheet = await prepare({name: 'Sheet', content: csv});
    expect(counts(sheet)).toEqual({created: 1, duplicate: 1, rejected: 1});
    expect(sheet.rows.map(({row, outcome, errors}) => [row, outcome, errors[0]?.field])).toContainEqual([
      4,
      'rejected',
      'postcode',
    ]);
    expect(sheet.rows.find(({outcome}) => outcome === 'duplicate')?.community_id).toBe((await entries('draft'))[0]?.id);
    // Elsewhere, the number of the charity says that it is the same, or the feed's own id does; the name alone does not.
    const organization = {id: ID(901), name: 'Knitters', organization_identifiers: [{identifier: '1234567'}]};
    const knit = {contents: [service(30, {name: 'Knitters', organization})], last_page: true};
    await take(await prepare({name: 'Charities', content: JSON.stringify(knit)}));
    const numbers = 'Id,Name,Charity number\na,Knitters,1234567\nb,Knitters,7654321\n' + `${ID(30)},Other,\n`;
    const numbered = await prepare({name: 'Numbers', content: numbers});
    expect(counts(numbered)).toEqual({created: 1, duplicate: 2});
    expect(numbered.rows.filter(({outcome}) => outcome === 'duplicate').map(({row}) => row)).toEqual([2, 4]);
    // The command reads the same and says what it cannot take, and why.
    const file = join(scratch('sheet'), 'sheet.csv');
    writeFileSync(file, csv);
    const command = ['directory', 'import', '--council', 'nottinghamshire', '--name', 'By hand', '--file', file];
    const said = await runCommand(command, {DATABASE_URL: scenario.database.appUrl});
    expect([said.code, said.out]).toEqual([0, expect.stringContaining('Row 4 (No place): postcode: ')]);
    const [, row] = readFeedFile(Buffer.from(csv, 'latin1'), '2026-01-05').rows;
    expect([row?.name, readFeedFile(Buffer.from(`\ufeff${csv}`, 'utf16le'), '2026-01-05').rows[1]?.name]).toEqual([
      'Café Société',
      'Café Société',
    ]);
  });

  it.each([
    ['http://feeds.example.org/api', 400],
    ['https://localhost/api', 400],
    ['https://127.0.0.1/api', 400],
    ['https://169.254.169.254/latest', 400],
    ['https://[::1]/api', 400],
    ['https://[::ffff:10.0.0.1]/api', 400],
    ['https://2130706433/api', 400],
    ['https://name:secret@example.org/api', 400],
    ['https://example.org:8443/api', 400],
    ['file:///etc/passwd', 400],
    ['nonsense', 400],
  ])('asks nothing of %s', async (address, status) => {
    expect((await prepare({address}, status)).errors).toMatchObject([{field: 'address'}]);
  });

  it('follows no redirect, and takes nothing of a feed that is broken off, short, or goes round in a ring', async () => {
    const refused = async (what: (page: number) => string, address = base) => {
      pages = what;
      return prepare({address}, 422);
    };
    const some = (page: number, more: object) =>
      JSON.stringify({contents: [service(page)], page_number: page, ...more});
    expect(await refused(() => '', `${base}/away`)).toMatchObject({code: 'FEED_UNREACHABLE'});
    expect(await refused(() => 'half')).toMatchObject({code: 'FEED_UNREACHABLE'});
    expect(await refused(() => '{"contents": [')).toMatchObject({code: 'FEED_UNREADABLE'});
    expect(await refused(() => '{"items": []}')).toMatchObject({code: 'FEED_UNREADABLE'});
    expect(await refused(() => some(1, {last_page: false}))).toMatchObject({code: 'FEED_UNREADABLE'});
    expect(await refused((page) => some(page, {total_items: 9, last_page: page === 2}))).toMatchObject({
      code: 'FEED_UNREADABLE',
    });
  });

  it('never falls over whatever a file holds, and never takes more than there is room for', () => {
    const tried = (bytes: Buffer) => {
      try {
        for (const {text, errors, name} of readFeedFile(bytes, '2026-01-05').rows) {
          if (!text) expect(errors.length).toBeGreaterThan(0);
          else expect([...text.summary].length <= 300 && [...text.about].length <= 4_000 && name !== null).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError);
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 400}), (bytes) => tried(Buffer.from(bytes))),
      {numRuns: 300},
    );
    const odd = fc.record({
      id: fc.anything(),
      name: fc.anything(),
      description: fc.anything(),
      schedules: fc.anything(),
      service_at_locations: fc.anything(),
      contacts: fc.anything(),
      organization: fc.anything(),
      fees: fc.anything(),
    });
    fc.assert(
      fc.property(fc.array(odd, {maxLength: 3}), (contents) => tried(Buffer.from(JSON.stringify({contents}) ?? ''))),
      {numRuns: 300},
    );
    tried(
      Buffer.from(
        JSON.stringify({
          contents: [service(1, {description: 'x'.repeat(60_000)}), service(2, {description: 'a '.repeat(20_000)})],
        }),
      ),
    );
    const private4 = fc.oneof(
      fc
        .tuple(fc.constantFrom('10', '127', '0'), fc.ipV4())
        .map(([net, ip]) => `${net}.${ip.split('.').slice(1).join('.')}`),
      fc.ipV4().map((ip) => `192.168.${ip.split('.').slice(2).join('.')}`),
    );
    fc.assert(fc.property(private4, (ip) => !isPublicAddress(ip) && !isPublicAddress(`::ffff:${ip}`)));
    expect(['81.2.69.142', '2a00:1450:4009:815::200e'].map(isPublicAddress)).toEqual([true, true]);
  });
});
