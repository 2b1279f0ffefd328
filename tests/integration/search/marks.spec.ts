import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay, SystemClock} from '@app/kernel';
import {Projector} from '@app/search';
import type {DataSource, EntityManager} from 'typeorm';
import {Doubts} from '../../../libs/search/src/facts/doubts.js';
import {listingFacts} from '../../../libs/search/src/facts/listing-facts.js';
import {publicCards} from '../../../libs/search/src/facts/public-cards.js';
import {readAhead, writeRead} from '../../../libs/search/src/projection/read-ahead.js';
import {connectAs} from '../../support/catalogue.js';
import {Scenario, type TestListing} from '../../support/scenario.js';

const TODAY = londonDay(new Date());

const soon = () => new Promise((resolve) => setImmediate(resolve));

let scenario: Scenario;
let owner: DataSource;
let app: DataSource;
let listing: TestListing;

beforeAll(async () => {
  scenario = await Scenario.open();
  ({owner} = scenario.world);
  app = await connectAs('app', scenario.database);
  listing = await scenario.pa(scenario.council, {services: ['shopping'], checkedOn: '2026-01-05'});
  await new Projector(app, new SystemClock()).everything();
});
afterAll(async () => {
  await app.destroy();
  await scenario.close();
});

/** What is not a rule of search is out of the way; nothing of it stays. */
async function tried<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  try {
    const rules = (await runner.query(
      `SELECT tgrelid::regclass AS "table", tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
       WHERE NOT tgisinternal AND tgname !~ '_search_stale_' AND relnamespace = 'public'::regnamespace`,
    )) as {table: string; name: string}[];
    for (const {table, name} of rules) await runner.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
    return await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const facts = async (tx: EntityManager) => (await listingFacts(tx, [listing.id], TODAY))[0] ?? null;

/** Each takes the listing as $1. */
const MEMBER = `(SELECT member_id FROM listing WHERE id = $1)`;
const VERSION = `(SELECT scheme_version_id FROM application WHERE member_id = ${MEMBER})`;
const NEW_SCHEME = `WITH made AS (INSERT INTO scheme (council_id, name, kind)
  SELECT council_id, 'Another', 'information' FROM listing WHERE id = $1 RETURNING id)`;

const CHANGES: readonly (readonly [string, string])[] = [
  ['a name', `UPDATE listing SET name = 'Someone E.' WHERE id = $1`],
  ['a rest', `UPDATE listing SET state = 'resting' WHERE id = $1`],
  ['the end of a rate', `UPDATE rate SET ends_on = current_date - 2 WHERE listing_id = $1`],
  [
    'a rate',
    `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on)
     SELECT council_id, id, 'weekend', 'hour', 2000, '2026-01-01' FROM listing WHERE id = $1`,
  ],
  ['a rate taken back', `DELETE FROM rate WHERE listing_id = $1`],
  [
    'a service',
    `INSERT INTO listing_service (council_id, listing_id, service_id)
     SELECT l.council_id, l.id, s.id FROM listing l, service s WHERE l.id = $1 AND s.code = 'cleaning'`,
  ],
  ['a service less', `DELETE FROM listing_service WHERE listing_id = $1`],
  ['the name of a service', `UPDATE service SET name = 'Errands' WHERE code = 'shopping' AND $1::uuid IS NOT NULL`],
  ['evidence', `UPDATE evidence SET checked_on = '2026-02-01' WHERE member_id = ${MEMBER}`],
  ['evidence less', `DELETE FROM evidence WHERE member_id = ${MEMBER}`],
  [
    'evidence that counts no more',
    `INSERT INTO evidence_void (council_id, member_id, evidence_id, reason, voided_by)
     SELECT council_id, member_id, id, 'not_genuine', recorded_by FROM evidence WHERE member_id = ${MEMBER}`,
  ],
  ['a decision for later', `UPDATE decision SET effective_on = '2100-01-01' WHERE member_id = ${MEMBER}`],
  ['a decision less', `DELETE FROM decision WHERE member_id = ${MEMBER}`],
  [
    'a suspension',
    `INSERT INTO suspension (council_id, member_id, starts_at, recorded_by)
     SELECT council_id, member_id, now(), decided_by FROM decision WHERE member_id = ${MEMBER}`,
  ],
  [
    'other terms',
    `${NEW_SCHEME}, version AS (INSERT INTO scheme_version (council_id, scheme_id, member_kind, starts_on)
       SELECT l.council_id, made.id, 'pa', '2020-01-01' FROM made, listing l WHERE l.id = $1 RETURNING id)
     UPDATE application SET scheme_version_id = version.id FROM version WHERE member_id = ${MEMBER}`,
  ],
  [
    'terms of another scheme',
    `${NEW_SCHEME} UPDATE scheme_version SET scheme_id = made.id FROM made WHERE scheme_version.id = ${VERSION}`,
  ],
  [
    'one more requirement',
    `INSERT INTO requirement (council_id, scheme_version_id, position, code, kind, title, needed, counts_from, on_lapse, source)
     SELECT council_id, scheme_version_id, 9, 'insurance', 'insurance', 'Insurance', 1, 'checked', 'delist', 'A test'
     FROM requirement WHERE scheme_version_id = ${VERSION}`,
  ],
  ['a stricter requirement', `UPDATE requirement SET valid_months = 1 WHERE scheme_version_id = ${VERSION}`],
  ['a requirement less', `DELETE FROM requirement WHERE scheme_version_id = ${VERSION}`],
  [
    'the name of a scheme',
    `UPDATE scheme SET name = 'Trusted' FROM scheme_version v WHERE v.scheme_id = scheme.id AND v.id = ${VERSION}`,
  ],
];

describe('the mark that a listing is not as its document says', () => {
  it.each(CHANGES)('is set by %s', async (_, change) => {
    await tried(async (tx) => {
      const before = await facts(tx);
      await tx.query(change, [listing.id]);
      expect(await facts(tx)).not.toEqual(before); // else it would be no change to mark
      expect(await tx.query(`SELECT DISTINCT listing_id AS id FROM search_stale`)).toEqual([{id: listing.id}]);
    });
  });

  it('is set by every table that a public card is made from, whatever is done to it', async () => {
    const [source] = await owner.query<{text: string}[]>(
      `SELECT string_agg(prosrc, ' ') AS text FROM pg_proc WHERE proname IN ('public_listing_facts', 'member_standing')`,
    );
    const named = [...(source?.text ?? '').matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/g)].map(([, name]) => name);
    const rows = await owner.query<{table: string; events: number}[]>(
      `SELECT relname AS table, (SELECT count(DISTINCT tgtype & 28)::integer FROM pg_trigger
                                 WHERE tgrelid = c.oid AND tgname ~ '_search_stale_') AS events
       FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname = ANY ($1)`,
      [named],
    );
    expect(rows.map(({table}) => table)).toEqual(expect.arrayContaining(['listing', 'rate', 'requirement', 'scheme']));
    expect(rows.filter(({events}) => events !== 3)).toEqual([]);
  });

  it('is not needed for names that no card shows', async () => {
    await tried(async (tx) => {
      const before = await facts(tx);
      for (const table of ['person', 'organisation', 'council']) await tx.query(`UPDATE ${table} SET name = 'Another'`);
      expect(await facts(tx)).toEqual(before);
    });
  });

  it('has the card read from the tables until the projection has written it', async () => {
    const card = async () => (await publicCards(app, [listing.id], TODAY)).get(listing.id);
    await owner.query(`UPDATE listing SET summary = 'Another' WHERE id = $1`, [listing.id]);
    expect((await card())?.summary).toBe('Another');
    expect(await new Projector(app, new SystemClock()).marked()).toBe(1);
    const [document] = await owner.query<{card: unknown}[]>(`SELECT card FROM search_document`);
    expect(await card()).toEqual(document?.card);
    expect(await facts(owner.manager)).toMatchObject(document?.card ?? {});
    expect(await owner.query(`SELECT FROM search_stale`)).toEqual([]);
  });

  it('keeps what was read before a change from being written after it', async () => {
    const read = () => readAhead(app, [listing.id], TODAY);
    const change = (summary: string) =>
      owner.query(`UPDATE listing SET summary = $2 WHERE id = $1`, [listing.id, summary]);
    const shown = async () => (await owner.query<[{summary: string}]>(`SELECT card ->> 'summary' AS summary FROM search_document`))[0].summary; // prettier-ignore
    const early = await read();
    await change('Marked since');
    expect(await writeRead(app, early)).toMatchObject({late: [listing.id], written: {changed: []}});
    expect(await owner.query(`SELECT listing_id AS id FROM search_stale`)).toEqual([{id: listing.id}]);
    const marked = await read();
    await change('Written since');
    await new Projector(app, new SystemClock()).marked();
    expect(await writeRead(app, marked)).toMatchObject({late: [listing.id]});
    expect(await shown()).toBe('Written since');
    await change('Read with its mark');
    expect(await writeRead(app, await read())).toMatchObject({late: [], written: {changed: [listing.id]}});
    expect(await shown()).toBe('Read with its mark');
    expect(await owner.query(`SELECT FROM search_stale`)).toEqual([]);
  });

  it('is asked for anew by whoever comes while others ask, once for all of them', async () => {
    const reads: (() => void)[] = [];
    const client = {
      query: () =>
        new Promise((resolve) => {
          const revision = reads.length + 1;
          reads.push(() => resolve({rows: [{revision, trueOn: TODAY, marked: []}]}));
        }),
    };
    const driver = {obtainMasterConnection: () => Promise.resolve([client, () => undefined])};
    const doubts = new Doubts({driver} as unknown as DataSource);
    const first = doubts.now();
    await soon();
    const late = [doubts.now(), doubts.now()];
    await soon();
    expect(reads).toHaveLength(1);
    reads[0]?.();
    expect((await first).revision).toBe(1);
    await soon();
    expect(reads).toHaveLength(2);
    reads[1]?.();
    expect((await Promise.all(late)).map(({revision}) => revision)).toEqual([2, 2]);
  });
});
