import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {DiscoveryModule} from '@nestjs/core';
import {CommunityFacts} from '@app/directory';
import {UnitOfWork} from '@app/platform';
import {visitRow} from '../../support/choice-rows.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {Scenario} from '../../support/scenario.js';
import {walkForms, type Walker} from '../../support/walk-forms.js';

let scenario: Scenario;
let pages: PagesApp;
let ours: FullCouncil;

beforeAll(async () => {
  const variables = {FILES_KEY: randomBytes(24).toString('base64')};
  scenario = await Scenario.open({variables});
  ours = await furnish(scenario, scenario.council);
  pages = await startPages(scenario.database, scenario.api.clock, variables, [DiscoveryModule]);
}, 60_000);
afterAll(async () => {
  await pages.close();
  await scenario.close();
});

it('every form of the marketplace that can be reached refuses what cannot be, says so on top, and keeps all that was typed and chosen', async () => {
  const {forms, wrong} = await walkForms(pages, peopleOf(ours), await nextTo(ours));
  expect({missed: MUST_REACH.filter((path) => !forms.has(path)), wrong}).toEqual({missed: [], wrong: []});
  expect(forms.size).toBeGreaterThan(70);
}, 200_000);

/** What a page leads to only when something stands there: said by name, so that it is not passed over in silence. */
const MUST_REACH = [
  ...['/listing/:id/hours', '/listing/:id/extra', '/listing/:id/away', '/groups/manage/:token'],
  ...['/organisations/:id/meets-people', '/organisations/:id/people', '/organisations/:id/people/:person/role'],
  ...['/feedback/:id', '/work/feedback/:id/reply', '/council/feedback/:id/refuse', '/council/adverts/:id/refuse'],
  ...['/conversations/:id', '/conversations/:id/contact', '/conversations/:id/report'],
];

/** What no page that is open to them leads to as it stands: a conversation that goes on, an advert that shows, a draft. */
async function nextTo({officer, holder, pa, provider, id}: FullCouncil): Promise<string[]> {
  const {owner} = scenario.world;
  const first = async (table: string) =>
    (await owner.query<{id: string}[]>(`SELECT id FROM ${table} WHERE council_id = $1 LIMIT 1`, [id]))[0]?.id ?? '';
  await owner.query(`UPDATE conversation_block SET lifted_at = now(), lifted_by = blocked_by`);
  await scenario.call(officer, 'post', `/council/adverts/${await first('advert')}/approve`).expect(200);
  for (const [listing, reference] of [
    [pa.id, 'VISITED1'],
    [provider.id, 'VISITED2'],
  ] as const) {
    await visitRow(scenario.world, id, holder, listing, reference);
  }
  await scenario.world.addUnchecked('feedback', {
    ...{council_id: id, holder_id: holder.personId, listing_id: pa.id, again: 'yes', written_by: holder.personId},
    ...{state: 'shown', moderated_by: officer.personId},
  });
  // One that waits to be looked at, and a conversation in which nobody has given their contact yet.
  await owner.query(
    `INSERT INTO advert (council_id, holder_id, title, text, services, outcode, closes_on, written_by)
     SELECT council_id, holder_id, title, text, services, outcode, closes_on, written_by FROM advert WHERE council_id = $1`,
    [id],
  );
  await owner.query(`DELETE FROM conversation_contact WHERE council_id = $1`, [id]);
  const [entry, application] = [await first('community_listing'), await first('application')];
  const {app} = scenario.api;
  const link = await app.get(UnitOfWork).run(id, (tx) => app.get(CommunityFacts).link(tx, id, entry));
  const hours = ['hours', 'extra', 'away', 'offers', 'offers/new', 'area', 'rates', 'words', 'picture'];
  const steps = [
    '',
    '/check',
    '/withdraw',
    '/questions/phone',
    '/questions/born',
    '/referees/reference',
    '/referees/reference/1',
  ];
  const organisation = await first('organisation');
  return [
    ...[`/council/groups/${entry}`, `/groups/manage/${link}`, `/council/feedback/${await first('feedback')}`],
    ...[pa, provider].flatMap((listing) => hours.map((part) => `/listing/${listing.id}/${part}`)),
    ...[`/feedback/${pa.id}`, `/feedback/${provider.id}`, '/work/feedback'],
    ...steps.map((step) => `/apply/${application}${step}`),
    ...[`/organisations/${organisation}/people`, `/organisations/${organisation}/meets-people`],
    `/council/applications/${application}/people`,
  ];
}

/** Those who use the marketplace, and who looks after it. */
const peopleOf = (all: FullCouncil): Walker[] => [
  [null, null],
  ['holder', all.holder],
  ['pa', all.pa.person],
  ['provider', all.provider.person],
  ['officer', all.officer],
];
