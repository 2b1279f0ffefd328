import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {projectListings} from '../../support/demonstration.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

/** Whom somebody thinks of choosing: theirs, shared by consent, compared by the figures of the search. */
describe('a shortlist', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let holder: TestPerson;
  let carer: TestPerson;
  let line: string;
  let listings: TestListing[];

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    pages = await startPages(scenario.database, scenario.api.clock);
    holder = await scenario.holder();
    line = await scenario.line(holder, 10_000);
    carer = await scenario.world.person(scenario.council, 'Caring Carol', ['carer']);
    listings = [];
    for (const name of ['Ada A.', 'Ben B.', 'Cleo C.', 'Dan D.', 'Eve E.']) {
      listings.push(await scenario.pa(scenario.council, {columns: {name, languages: ['pl'], needs: ['dementia']}}));
    }
  });
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  const id = (index: number) => listings[index]?.id ?? '';
  const list = async (person: TestPerson) =>
    ((await scenario.call(person, 'get', '/shortlist').expect(200)).body as {items: Item[]}).items;
  const add = (listing: string, person = holder) =>
    scenario.call(person, 'post', '/shortlist', {listing_id: listing, note: 'Kind on the telephone'});

  it('holds each listing once, with a note that its PA never sees', async () => {
    const first = (await add(id(0)).expect(201)).body as Item;
    expect((await add(id(0)).expect(201)).body).toEqual(first);
    expect(await list(holder)).toEqual([first]);
    expect(first).toMatchObject({name: 'Ada A.', listed: true, note: 'Kind on the telephone', added_by: null});
    const long = {note: 'x'.repeat(1_001)};
    await scenario.call(holder, 'put', `/shortlist/${first.id}/note`, long).expect(400);
    await scenario.call(holder, 'put', `/shortlist/${first.id}/note`, {note: ''}).expect(200);
    const other = await scenario.holder();
    await scenario.call(other, 'put', `/shortlist/${first.id}/note`, {note: 'Mine'}).expect(404);
    await scenario.call(other, 'delete', `/shortlist/${first.id}`).expect(404);
    await scenario.call(listings[0]?.person ?? null, 'get', '/shortlist').expect(403);
    const elsewhere = await scenario.pa(await scenario.world.council('derbyshire'));
    await add(elsewhere.id).expect(404);
  });

  it('holds thirty and no more, whatever the use case forgets', async () => {
    const keeper = await scenario.holder();
    await scenario.world.owner.transaction(async (tx) => {
      // Of listings that there are none of, past the rules.
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(
        `INSERT INTO shortlist_entry (council_id, holder_id, listing_id, added_by)
         SELECT $1, $2, new_id(), $2 FROM generate_series(1, 30)`,
        [scenario.council, keeper.personId],
      );
    });
    expect((await add(id(2), keeper).expect(422)).body).toMatchObject({code: 'SHORTLIST_FULL'});
  });

  it('compares up to four for a week of the person’s own, by their line, and says no more of who cannot be found', async () => {
    for (const index of [1, 2, 3, 4]) await add(id(index)).expect(201);
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [id(3)]);
    const ask = (ids: string[]) =>
      scenario.call(
        holder,
        'get',
        `/shortlist/compare?listing=${ids.join()}&pattern=${encodeURIComponent('tue 09:00-11:00')}&budget_line_id=${line}`,
      );
    expect((await ask([0, 1, 2, 3, 4].map(id)).expect(400)).body).toMatchObject({code: 'VALIDATION_FAILED'});
    await ask([(await scenario.pa()).id]).expect(404);
    const {items} = (await ask([id(4), id(3)]).expect(200)).body as {items: Compared[]};
    expect(items.map(({entry}) => entry.name)).toEqual(['Eve E.', 'Dan D.']);
    expect(items[0]?.listing).toMatchObject({
      languages: ['pl'],
      needs: ['dementia'],
      pattern: {free_visits: 4, visits: 4, weekly_cost_pence: 2_900},
      fit: {weekly_cost_pence: 2_900, payable: 'yes'},
    });
    expect(items[1]).toMatchObject({listing: null, entry: {listed: false}});
    const visitor = new Visitor(pages, holder);
    // More bands than a column has room for, and one that has ended: those of an ordinary week come first.
    await scenario.world.owner.query(
      `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on, ends_on)
       SELECT $1, $2, band, unit, pence, current_date - 9, ends_on::date
       FROM (VALUES ('bank_holiday', 'hour', 2901, NULL), ('evening', 'hour', 1601, NULL), ('live_in', 'day', 15001, NULL),
                    ('sleep_in', 'night', 6001, NULL), ('weekend', 'hour', 1301, (current_date - 2)::text))
         AS more (band, unit, pence, ends_on)`,
      [scenario.council, id(4)],
    );
    const page = await visitor.get(`/shortlist/compare?with=${id(4)}&with=${id(3)}&weekday=tue&from=9am&to=11am`);
    expect(page.text).toMatch(/Weekdays: £14\.50.*Evenings: £16\.01.*Bank holidays: £29\.01/);
    expect(page.text).not.toContain('£13.01');
    expect(page.text).toContain('Free for every one of your visits');
    expect(page.text).toContain('Your visits cost £29.00 a week');
    expect(page.text).toContain('Not to be found at the moment.');
    const wrong = await visitor.get(`/shortlist/compare?with=${id(4)}&weekday=tue&from=soon&to=11am`);
    expect(wrong.status).toBe(400);
    expect(wrong.linkedErrors).toEqual(['Enter when the visits begin and end, like 9:30am and 11am. (#from)']);
  });

  it('is put together from a listing’s page by a button that needs no script', async () => {
    const visitor = new Visitor(pages, await scenario.holder());
    expect((await visitor.get(`/listings/${id(0)}`)).html).toContain('Add to shortlist');
    const kept = await visitor.post('/shortlist', {listing: id(0), back: `/listings/${id(0)}`});
    expect(kept.location).toBe(`/listings/${id(0)}`);
    expect((await visitor.get(`/listings/${id(0)}`)).text).toContain('On your shortlist');
    expect((await visitor.post('/shortlist', {listing: 'nonsense', back: '//elsewhere.example'})).status).toBe(404);
    const back = await visitor.post('/shortlist', {listing: id(1), back: 'https://elsewhere.example'});
    expect(back.location).toBe('/');
  });

  it('says like cards and profiles whom nobody inspects, and shows pictures to whom their listing shows', async () => {
    const {world, council} = scenario;
    const garden = await scenario.provider(1, council, {columns: {name: 'Green Fingers', summary: 'Gardens in bloom'}});
    const other = await scenario.provider(1, council, {
      columns: {name: 'Inspected Care', summary: 'Gardens in bloom', cqc_provider_id: '1-101234567'},
    });
    await world.add(
      'care_registration',
      {
        ...{listing_id: other.id, council_id: council, workers: 3, incorporated: true, provider_id: '1-101234567'},
        ...{checked_on: '2026-01-05', recorded_by: other.person.personId},
      },
      'listing_id',
    );
    const [small, large] = [randomUUID(), randomUUID()];
    const picture = {small_id: small, large_id: large, alternative: 'A garden', added_at: new Date()};
    await world.add(
      'listing_picture',
      {listing_id: garden.id, council_id: council, added_by: garden.person.personId, ...picture},
      'listing_id',
    );
    await projectListings(scenario.database);
    for (const each of [garden, other]) await add(each.id, carer).expect(201);
    const visitor = new Visitor(pages, carer);
    const compared = `/shortlist/compare?with=${garden.id}&with=${other.id}&with=`;
    await add(id(0), carer).expect(201);
    const NOT = /Supported by [^<]*, not regulated/g;
    const [found, profile, inspected, side, list] = await Promise.all(
      ['/find?q=bloom', `/listings/${garden.id}`, `/listings/${other.id}`, compared + id(0), '/shortlist'].map((path) =>
        visitor.get(path),
      ),
    );
    expect([found, profile, inspected, side, list].map((page) => page?.html.match(NOT)?.length ?? 0)).toEqual([
      ...[1, 1, 0, 1, 1],
    ]);
    const shown = new RegExp(`<img[^>]* src="/listings/${garden.id}/picture/(${small}|${large})" alt="A garden"`);
    expect([found, profile, side].map((page) => shown.exec(page?.html ?? '')?.[1])).toEqual([small, large, small]);
    await world.owner.query(`UPDATE listing SET audience = 'budget' WHERE id = $1`, [garden.id]);
    const hidden = await visitor.get(compared + id(0));
    expect(hidden.html).not.toContain(small);
    expect(hidden.html).not.toContain('not regulated');
  });

  it('is read by who helps the person once it is shared, and no longer than the share and the relation last', async () => {
    const share = (person: TestPerson) =>
      scenario.call(holder, 'post', '/shortlist/supporters', {person_id: person.personId});
    expect((await share(carer).expect(422)).body).toMatchObject({code: 'NOT_A_SUPPORTER'});
    await scenario.world.represents(scenario.council, carer, holder, 'carer');
    const shared = () => scenario.call(carer, 'get', `/shared-shortlists/${holder.personId}`);
    await shared().expect(404);
    await share(carer).expect(200);
    expect(((await shared().expect(200)).body as {items: Item[]}).items.length).toBeGreaterThan(1);
    // They read, and change nothing: a carer reaches out where the adult consented, and not by this.
    await scenario.call(carer, 'get', '/shortlist').set('Acting-For', holder.personId).expect(403);
    const {items} = (await scenario.call(holder, 'get', '/shortlist/supporters')).body as {items: {share_id: string}[]};
    await scenario.call(holder, 'delete', `/shortlist/shares/${items[0]?.share_id}`).expect(204);
    await shared().expect(404);
    await share(carer).expect(200);
    await scenario.world.owner.query(
      `UPDATE representation SET ends_on = current_date - 1 WHERE representative_id = $1`,
      [carer.personId],
    );
    await shared().expect(404);
  });
});

interface Item {
  id: string;
  name: string;
}

interface Compared {
  entry: Item;
  listing: object | null;
}
