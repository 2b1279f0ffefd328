import {rmSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import {PERMISSIONS_OF, type Permission, type Role} from '@app/identity';
import {PERSONAL_TABLES} from '@app/insight';
import {CommunityFacts} from '@app/directory';
import {addDays, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {routesOf, type Route} from '../../../apps/standalone/src/commands/routes.js';
import {startMeilisearch} from '../../../apps/standalone/src/embedded/meilisearch.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {plantMarks, type Marks} from '../../support/plant-marks.js';
import {ProductProcess} from '../../support/process.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {scratch} from '../../support/scratch.js';

const today = londonDay(new Date());
/** In every planted value, whatever its column. */
const MARK = /plant-?7f3a/i;
const TYPED = 'typed.here@marked.example';
/** What anybody may see of a listing, and so what the index may hold. */
const PUBLIC =
  /plant-?7f3a[-.](?:listing[-.](?:name|summary|about|languages|interpreted|districts)|listing_picture[-.]alternative|community_listing[-.](?:name|summary|about|languages|place|times|cost|checked_what|district))/gi;

/** What anybody may read on pages, in answers and in feeds: of listings, of what they offer, and of what is not for sale. */
const SHOWN =
  /plant-?7f3a[-.](?:listing[-.](?:name|summary|about|districts?|languages|interpreted)|listing_picture[-.]alternative|safeguarding_policy-(?:phone(?:_hours)?|out_of_hours)|approval_condition-text|offer-(?:title|description)|offer_session-place|community_listing[-.](?:name|summary|about|times|place|how_to_join|cost|postcode|district|phone|email|website|checked_what|languages))/gi;
/** Whoever speaks for an entry reads with their link what they proposed, and why it waits. */
const SPOKEN_FOR = /plant-?7f3a[-.]community_listing[-.](?:proposed|reason)/gi;
/** Public and with nothing to show here: they lead on at once, open only with a secret that somebody was sent, or are pictures. */
const LEADS_ON =
  /^\/(?:language|words|calendars|reference|sign-in\/(?:code|first|link|with))(?:\/|$)|\/picture\/:file$/;

/** Marked values in every column in which somebody's own words or data stand, and nowhere else after everything ran. */
describe('what is kept of people', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let ours: FullCouncil;
  let processes: Record<'api' | 'web' | 'worker', ProductProcess>;
  let meilisearch: Awaited<ReturnType<typeof startMeilisearch>>;
  let routes: Route[];
  let marks: Marks;
  let ids: string[];
  const folder = scratch('sinks');
  const wrong: string[] = [];
  const open = {asked: 0, shown: 0, leaked: [] as string[], unanswered: [] as string[]};

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    ours = await furnish(scenario, scenario.council);
    meilisearch = await startMeilisearch({dataDir: folder});
    pages = await startPages(scenario.database, scenario.api.clock, {}, [DiscoveryModule]);
    routes = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(({method}) => method === 'GET');
    await pages.close();
    await scenario.world.owner.query(KEEP_PAYLOADS);
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(SHOW_GROUPS);
    });
    ids = [ours.pa.memberId, ours.booking, ours.pa.person.personId];
    marks = await plantMarks(scenario.world.owner, PERSONAL_TABLES);
    // There is no room for the name of its column in it.
    await scenario.world.owner.query(`UPDATE community_listing SET phone = '01632 960004'`);
    const variables = {
      DATABASE_URL: scenario.database.appUrl,
      LOG_LEVEL: 'debug',
      RATE_LIMIT: '1000000',
      ...(meilisearch && {MEILISEARCH_URL: meilisearch.url, MEILISEARCH_KEY: meilisearch.key}),
    };
    const [api, web, worker] = await Promise.all(
      (['api', 'web', 'worker'] as const).map((app) => ProductProcess.start(app, variables)),
    );
    processes = {api, web, worker} as typeof processes;
    for (const [role, person] of everybody()) await walk(role, person);
    await anybody();
    await strangers();
    await faults();
    await scenario.world.owner.query(
      `INSERT INTO outbox_event (council_id, topic, subject_id) VALUES ($1, 'listing.changed', $2)`,
      [ours.id, ours.pa.id],
    );
    await until(async () => (await rows(`SELECT FROM outbox_event WHERE due_at <= now()`)).length === 0);
  }, 300_000);
  afterAll(async () => {
    await Promise.all(Object.values(processes ?? {}).map((each) => each.stop()));
    await meilisearch?.stop();
    rmSync(folder, {recursive: true, force: true});
    await scenario.close();
  });

  const rows = (sql: string) => scenario.world.owner.query<object[]>(sql);
  const everybody = (): [Role, TestPerson][] => [
    ['holder', ours.holder],
    ['pa', ours.pa.person],
    ['officer', ours.officer],
    ['safeguarding', ours.safeguarding],
    ['privacy', ours.privacy],
    ['admin', ours.admin],
  ];

  /** Every page and answer that somebody may ask for; their addresses, and where they lead, hold nothing personal. */
  async function walk(role: Role, person: TestPerson): Promise<void> {
    const may = ({permission}: Route) =>
      permission === 'session:use' || PERMISSIONS_OF[role].includes(permission as Permission);
    for (const {path} of routes.filter(may)) {
      for (const each of path.includes(':') ? ids.map((id) => path.replace(/:\w+/g, id)) : [path]) {
        const isApi = each.startsWith('/api/');
        const headers: Record<string, string> = isApi
          ? {authorization: `Bearer ${person.token}`}
          : {cookie: `session=${person.token}`};
        const answer = await fetch((isApi ? processes.api : processes.web).url + each, {headers, redirect: 'manual'});
        const body = await answer.text();
        if (!/no-store/.test(answer.headers.get('cache-control') ?? '')) wrong.push(`cached: ${role} ${each}`);
        if (MARK.test(answer.headers.get('location') ?? '')) wrong.push(`location: ${role} ${each}`);
        // What went wrong says nothing of whose it was; around it stands who looks.
        const said = isApi ? body : (/<main.*<\/main>/s.exec(body)?.[0] ?? '');
        if (answer.status >= 400 && MARK.test(said)) wrong.push(`refusal: ${role} ${each} ${answer.status}`);
        for (const [, link = ''] of body.matchAll(/(?:href|action|src)="([^"]*)"/g)) {
          if (MARK.test(link) && !/^(?:mailto|tel):/.test(link)) wrong.push(`link: ${role} ${each} ${link}`);
        }
      }
    }
  }

  /** Every public page, answer and feed, about everything of ours that it could be about, as somebody who is not signed in. */
  async function anybody(): Promise<void> {
    const of = async (table: string) =>
      (await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM ${table}`)).map(({id}) => id);
    const about = [ours.pa.id, ours.provider.id, ...(await of('community_listing')), ...(await fed()), ...ids];
    const walked = routes.filter(({permission, path}) => permission === 'public' && !path.startsWith('/health'));
    for (const {path: pattern} of walked) {
      const token = /\/groups\/manage\/:token$/.test(pattern) ? [await managed()] : [];
      const paths = pattern.includes(':')
        ? [...token, ...about].map((id) => pattern.replace(/:\w+/g, id))
        : ['', '?q=plant', `?listing=${ours.pa.id}`].map((query) => pattern + query);
      if (pattern.endsWith('/times'))
        paths.push(`${pattern.replace(':id', ours.pa.id)}?from=${today}&to=${addDays(today, 7)}`);
      const came: number[] = [];
      for (const path of paths) came.push(await looked(path));
      if (!came.includes(200) && !LEADS_ON.test(pattern))
        open.unanswered.push(`${pattern}: ${[...new Set(came)].join(' ')}`);
    }
  }

  /** What the feed calls its own: ids of services, places and terms are made from ours. */
  async function fed(): Promise<string[]> {
    const lists = ['services', 'service_at_locations', 'taxonomies', 'taxonomy_terms'];
    const answers = await Promise.all(
      lists.map(async (each) => (await (await fetch(`${processes.api.url}/open-referral/${each}`)).json()) as unknown),
    );
    return (answers as {contents?: {id: string}[]}[]).flatMap(({contents = []}) =>
      contents.slice(0, 3).map(({id}) => id),
    );
  }

  async function looked(path: string): Promise<number> {
    const isApi = /^\/(?:api|open-referral)(?:\/|$)/.test(path);
    const answer = await fetch((isApi ? processes.api : processes.web).url + path, {redirect: 'manual'});
    const body = (await answer.text()).replaceAll(path.startsWith('/groups/manage/') ? SPOKEN_FOR : /$^/g, '');
    open.asked += 1;
    if (body.match(SHOWN)) open.shown += 1;
    const [, leaked] = /(.{0,80}plant-?7f3a.{0,80})/is.exec(body.replaceAll(SHOWN, '')) ?? [];
    if (leaked) open.leaked.push(`${path}: ${leaked}`);
    return answer.status;
  }

  /** A link to an entry that shows, as whoever speaks for it has it. */
  async function managed(): Promise<string> {
    const {app} = scenario.api;
    const [entry] = await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM community_listing`);
    return app.get(UnitOfWork).run(ours.id, (tx) => app.get(CommunityFacts).link(tx, ours.id, entry?.id ?? ''));
  }

  /** What members read of the members' area and of adverts: what the council and holders wrote for them, and nobody's own. */
  async function members(): Promise<string[]> {
    const other = await scenario.pa(ours.id);
    const wrong: string[] = [];
    for (const path of ['/api/v1/members-area', '/members-area', '/api/v1/adverts', '/work/adverts']) {
      const isApi = path.startsWith('/api/');
      const headers: Record<string, string> = isApi
        ? {authorization: `Bearer ${other.person.token}`}
        : {cookie: `session=${other.person.token}`};
      const answer = await fetch((isApi ? processes.api : processes.web).url + path, {headers});
      const body = isApi ? await answer.text() : (/<main.*<\/main>/s.exec(await answer.text())?.[0] ?? '');
      const forThem = /plant-?7f3a[-.](?:member_resource|member_course|advert)[-.](?:title|text|place|district|link)/gi;
      const [, leaked] = /(.{0,60}plant-?7f3a.{0,60})/is.exec(body.replaceAll(forThem, '')) ?? [];
      if (answer.status !== 200 || leaked) wrong.push(`${path}: ${answer.status} ${leaked}`);
    }
    return wrong;
  }

  /** Somebody who types what is personal where it goes wrong. */
  async function strangers(): Promise<void> {
    const json = {'content-type': 'application/json'};
    const body = JSON.stringify({email: TYPED, password: TYPED});
    const sent = [
      await fetch(`${processes.api.url}/api/v1/sessions`, {method: 'POST', headers: json, body}),
      await fetch(`${processes.api.url}/api/v1/sessions`, {method: 'POST', headers: json, body: `{"email": "${TYPED}`}),
      await fetch(`${processes.api.url}/api/v1/${TYPED}?email=${TYPED}`),
      await fetch(`${processes.api.url}/api/v1/budgets`, {headers: {authorization: `Bearer ${TYPED}`}}),
      await fetch(`${processes.api.url}/api/v1/search?q=${TYPED}&near=${TYPED}`),
      await fetch(`${processes.web.url}/${TYPED}?email=${TYPED}`),
      await fetch(`${processes.web.url}/concern?listing=${TYPED}`),
    ];
    expect(sent.map(({status}) => status).filter((status) => status >= 500)).toEqual([]);
  }

  /** What the database refuses, it refuses with the row: a fault of ours says nothing of it, neither outside nor in a log. */
  async function faults(): Promise<void> {
    await rows(`ALTER TABLE complaint ADD CONSTRAINT broken CHECK (text IS NULL) NOT VALID`);
    const fields = {about: 'other', text: TYPED, name: TYPED, contact: TYPED};
    const call = await fetch(`${processes.api.url}/api/v1/complaints`, {
      method: 'POST',
      headers: {'content-type': 'application/json', authorization: `Bearer ${ours.holder.token}`},
      body: JSON.stringify(fields),
    });
    const page = await fetch(`${processes.web.url}/complaint`);
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const cookie = page.headers.getSetCookie().map((each) => each.split(';', 1)[0]);
    const form = await fetch(`${processes.web.url}/complaint`, {
      method: 'POST',
      headers: {cookie: cookie.join('; ')},
      body: new URLSearchParams({_csrf: token, ...fields}),
    });
    for (const answer of [call, form]) {
      expect(answer.status).toBe(500);
      expect(await answer.text()).not.toContain(TYPED);
    }
  }

  it('was planted in every column of words, and everything was asked for', () => {
    expect(marks.left).toEqual([]);
    expect(marks.planted.length).toBeGreaterThan(90);
    expect(routes.length).toBeGreaterThan(150);
  });

  it('is in no address, no redirect, no refusal and no cache', () => expect(wrong).toEqual([]));

  it('is in no public page, answer or feed, but for what anybody may see', () => {
    expect(open.leaked).toEqual([]);
    expect(open.shown).toBeGreaterThan(3);
    expect(open.asked).toBeGreaterThan(60);
    // Each of them was answered with something at least once.
    expect(open.unanswered).toEqual([]);
  });

  it('is of nobody in what members read of adverts and of the members’ area', async () => {
    expect(await members()).toEqual([]);
  });

  it('is in no log of any process, nor in what they measure', async () => {
    for (const [name, each] of Object.entries(processes)) {
      const measured = await (await fetch(`${each.url}/metrics`)).text();
      for (const [sink, said] of [
        ['log', each.said],
        ['metrics', measured],
      ] as const) {
        const found = said.split('\n').filter((line) => MARK.test(line) || line.includes(TYPED));
        expect([name, sink, found]).toEqual([name, sink, []]);
      }
      expect(each.said.length).toBeGreaterThan(100);
    }
  });

  it('is in no event and no job', async () => {
    const kept = await rows(`SELECT said FROM sink_payload`);
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toMatch(MARK);
  });

  it('is in the index no further than anybody may read it', async () => {
    if (!meilisearch) return;
    const {url, key} = meilisearch;
    const headers = {authorization: `Bearer ${key}`};
    const {results} = (await (await fetch(`${url}/indexes?limit=100`, {headers})).json()) as {results: {uid: string}[]};
    const documents = await Promise.all(
      results.map(async ({uid}) => (await fetch(`${url}/indexes/${uid}/documents?limit=1000`, {headers})).text()),
    );
    const cards = JSON.stringify(await rows(`SELECT * FROM search_document`));
    expect(documents.join() + cards).toMatch(PUBLIC);
    expect((documents.join() + cards).replaceAll(PUBLIC, '')).not.toMatch(MARK);
  });
});

/** What waits and what was put away shows to nobody, so that these show. */
const SHOW_GROUPS = `UPDATE community_listing SET state = 'live', summary = 'x', times = 'x', services = '{companionship}', outcode = 'NG1', latitude = 52.95,
  longitude = -1.15, contact_consent_on = current_date, confirmed_at = now(),
  checked_what = 'x', checked_on = current_date, checked_by = recorded_by, sent_by_name = 'x', sent_by_email = 'x@x.example'`;

/** Every event and job there ever was, also those that are done. */
const KEEP_PAYLOADS = `
  CREATE TABLE public.sink_payload (said text);
  CREATE FUNCTION public.keep_payload() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN INSERT INTO public.sink_payload VALUES (to_jsonb(NEW)::text); RETURN NEW; END $$;
  CREATE TRIGGER keep_payload AFTER INSERT OR UPDATE ON outbox_event FOR EACH ROW EXECUTE FUNCTION keep_payload();
  CREATE TRIGGER keep_payload AFTER INSERT OR UPDATE ON graphile_worker._private_jobs
  FOR EACH ROW EXECUTE FUNCTION keep_payload()`;
