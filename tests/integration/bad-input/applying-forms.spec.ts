import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {handedInByClerk, record, ready} from '../../support/accreditation.js';
import {ApplyingWorld, REFEREE, type Applying} from '../../support/applying-world.js';
import type {TestPerson} from '../../support/people.js';
import {walkForms} from '../../support/walk-forms.js';

let world: ApplyingWorld;
/** One that is being filled in, and one that is handed in: the council has asked, and a referee was written to. */
let draft: {id: string; pa: TestPerson};
let handed: {id: string; pa: TestPerson; request: string; referee: string; link: string};

beforeAll(async () => {
  world = await ApplyingWorld.open();
  await world.startWorker();
  draft = await world.draft();
  const {id, pa} = await world.draft();
  await world.nameReferee(id, pa).expect(201);
  await handedInByClerk(world.api, pa, id);
  const text = 'When can we meet?';
  await world.api.call('post', `/applications/${id}/requests`, world.desk.officer.token, {text}).expect(201);
  const {owner} = world.world;
  const [asked] = await owner.query<{id: string}[]>(`SELECT id FROM application_request WHERE application_id = $1`, [
    id,
  ]);
  const [referee] = (await world.tasks(id, pa)).referees;
  const link = await world.linkTo(REFEREE.email);
  handed = {id, pa, request: asked?.id ?? '', referee: referee?.id ?? '', link};
}, 60_000);
afterAll(() => world.close());

it('every step of an application refuses what cannot be, says so on top, and keeps all that was typed and chosen', async () => {
  const {tasks} = await world.tasks(draft.id, draft.pa);
  const next = [
    ...tasks.map((task) => stepOf(draft.id, task)),
    ...[`/apply/${handed.id}/requests/${handed.request}`, handed.link],
  ];
  const {forms, wrong} = await walkForms(
    world.pages,
    [
      ['pa', draft.pa],
      ['pa', handed.pa],
      [null, null],
    ],
    next,
  );
  const must = [
    ...['/apply/:id/questions/:code', '/apply/:id/referees/:requirement/:number', '/apply/:id/requests/:request'],
    '/reference/:token',
  ];
  expect({wrong, missed: must.filter((path) => !forms.has(path))}).toEqual({wrong: [], missed: []});
}, 120_000);

it('so does all that the council writes down of one: evidence of every kind, references, risks, and a decision', async () => {
  const {api, desk} = world;
  const base = `/council/applications/${handed.id}`;
  await record(api, desk.officer, handed.id);
  const evidence = await world.world.owner.query<{id: string; kind: string}[]>(
    `SELECT id, requirement AS kind FROM evidence WHERE application_id = $1`,
    [handed.id],
  );
  const decided = await ready(api, desk);
  const codes = new Set(evidence.map(({kind}) => kind));
  const next = [
    ...[...codes].map((code) => `${base}/requirements/${code}`),
    ...[`${base}/references/reference`, `${base}/references/reference/${handed.referee}/phone`],
    ...[`${base}/handling`, `${base}/risk-assessment`, `${base}/concern`, `${base}/evidence/${evidence[0]?.id}/void`],
    `/council/applications/${decided}/decide`,
  ];
  const {forms, wrong} = await walkForms(
    world.pages,
    [
      ['officer', desk.officer],
      ['approver', desk.approver],
    ],
    next,
  );
  const parts = [
    ...['requirements/:code', 'handling/ask', 'handling/note', 'risk-assessment', 'concern', 'decide'],
    ...['references/:requirement/:referee/phone', 'evidence/:evidence/void'],
  ];
  const must = parts.map((part) => `/council/applications/:id/${part}`);
  expect({wrong, missed: must.filter((path) => !forms.has(path))}).toEqual({wrong: [], missed: []});
}, 120_000);

const stepOf = (id: string, {kind, code, requirement}: Applying['tasks'][number]) =>
  kind === 'referees' ? `/apply/${id}/referees/${requirement}/1` : `/apply/${id}/questions/${code}`;
