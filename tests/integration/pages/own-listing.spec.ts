import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {at, Scenario, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';
import {seedPostcode} from '../listings/profile.js';

let scenario: Scenario;
let pages: PagesApp;
let pa: TestListing;
let visitor: Visitor;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  pa = await scenario.pa();
  await seedPostcode(scenario.world);
  visitor = new Visitor(pages, pa.person);
}, 60_000);
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

describe('the own listing', () => {
  const path = (part: string) => `/listing/${pa.id}/${part}`;

  it('keeps what was typed wherever something is wrong with it', async () => {
    const cases: [string, Record<string, string | string[]>, number, string[]][] = [
      ['words', {name: 'Worker Aardvark', summary: '', about: 'Me & mine'}, 400, ['Enter what you say in short']],
      ['words', {name: 'Worker Aardvark', summary: 'Help', about: ''}, 400, [FULL_NAME]],
      ['area', {postcode: 'ZZ1 1ZZ', miles: '5', drives: 'yes', takingOn: 'yes'}, 422, [UNKNOWN_POSTCODE]],
      ['area', {postcode: 'ZZ99 3VZ', miles: '5', drives: 'yes', takingOn: 'yes'}, 422, [NOWHERE]],
      ['area', {postcode: '', miles: 'far', drives: '', takingOn: 'maybe'}, 400, [FAR, DRIVES, TAKING_ON]],
      ['area', {postcode: '', miles: '5', drives: 'no', takingOn: 'from'}, 400, [FROM]],
      ['services', {}, 400, ['Choose at least one thing that you help with']],
      ['experience', {languages: ['en', 'xx'], needs: 'dementia'}, 400, ['Use a language code, like en, pl or bfi.']],
      ['rates', {...boxes('starts', '2020-01-01'), 'weekday-hour': '14.50'}, 400, [PAST]],
      ['rates', {...boxes('starts', '2020-01-01'), 'weekday-hour': 'lots'}, 400, [LOTS]],
      ['rates', {...boxes('starts', londonDay(new Date())), 'weekday-hour': '0'}, 400, [NOUGHT]],
      ['rates', boxes('starts', londonDay(new Date())), 400, ['Enter from one to 20 rates.']],
      ['hours', {'monday-1-from': '9am', 'tuesday-1-to': '5pm'}, 400, ['Monday: enter when you end', TUESDAY]],
      ['hours', {...span('monday', 1, '9am', '5pm'), ...span('monday', 2, '4pm', '6pm')}, 400, [OVERLAP]],
      ['away', {...boxes('first', '2020-01-01')}, 400, ['First day away must be today or later']],
    ];
    for (const [part, fields, status, errors] of cases) {
      const answer = await visitor.post(path(part), fields);
      expect({part, status: answer.status, errors: answer.errors}).toEqual({part, status, errors});
      for (const [name, value] of Object.entries(fields)) {
        if (value === 'maybe') continue; // was never a choice
        if (name !== 'languages') expect([part, name, answer.value(name) ?? '']).toEqual([part, name, value]);
      }
    }
  });

  it('takes weekly hours past midnight and keeps the days away', async () => {
    const away = londonDay(new Date(at(3, 1, '12:00')));
    expect((await visitor.post(path('away'), {...boxes('first', away), ...boxes('last', '')})).status).toBe(303);
    const fields = {...span('friday', 1, '10pm', '7am'), ...span('sunday', 1, '8', 'midnight')};
    const saved = await visitor.post(path('hours'), fields);
    expect([saved.status, saved.location]).toEqual([303, `/listing/${pa.id}?done=saved`]);
    const {text} = await visitor.get(`/listing/${pa.id}`);
    expect(text).toContain('Friday: 10pm to midnight Saturday: midnight to 7am Sunday: 8am to midnight');
    expect(text).toContain(`Days away Change days away ${Number(away.slice(8))} `);
    const shown = await visitor.get(path('hours'));
    expect([shown.value('friday-1-to'), shown.value('saturday-1-from')]).toEqual(['midnight', 'midnight']);
    await visitor.post(path('away/remove'), {which: `${away} ${away}  `});
    expect((await visitor.get(`/listing/${pa.id}`)).text).toContain('Days away Change days away None');
  });

  it('takes hours from a day to come, extra hours, and a part of a day away, all of which free times know', async () => {
    const [later, extra] = [at(4, 1, '12:00'), at(5, 6, '12:00')].map((each) => londonDay(new Date(each)));
    const since = {...boxes('starts', later ?? ''), ...span('monday', 1, '1pm', '3pm')};
    expect((await visitor.post(path('hours'), {...since, 'monday-2-from': '9am'})).errors).toEqual([
      'Monday: enter when you end',
    ]);
    expect((await visitor.post(path('hours'), since)).status).toBe(303);
    const hours = {...boxes('first', extra ?? ''), ...boxes('last', ''), from: '10am', to: '10am'};
    expect((await visitor.post(path('extra'), hours)).status).toBe(400);
    expect((await visitor.post(path('extra'), {...hours, to: 'midnight'})).status).toBe(303);
    const part = {...boxes('first', later ?? ''), ...boxes('last', ''), from: '2pm', to: ''};
    expect((await visitor.post(path('away'), part)).errors).toEqual(['Enter both times, or neither for whole days']);
    expect((await visitor.post(path('away'), {...part, to: '5pm'})).status).toBe(303);
    const {text} = await visitor.get(`/listing/${pa.id}`);
    expect(text).toContain('Friday: 10pm to midnight');
    expect(text).toMatch(/From \d+ \w+ \d{4} Monday: 1pm to 3pm/);
    expect(text).toContain('10am to midnight');
    const seen = await visitor.get(`${path('hours')}?from=${later}`);
    expect([seen.value('monday-1-from'), seen.value('friday-1-from'), seen.value('starts-year')]).toEqual([
      '1pm',
      '',
      later?.slice(0, 4),
    ]);
    const times = await scenario
      .call(null, 'get', `/listings/${pa.id}/times?from=${at(4, 1, '00:00')}&to=${at(6, 1, '00:00')}`)
      .expect(200);
    expect((times.body as {items: object[]}).items).toEqual([
      {starts_at: at(4, 1, '13:00'), ends_at: at(4, 1, '14:00')},
      {starts_at: at(5, 1, '13:00'), ends_at: at(5, 1, '15:00')},
      {starts_at: at(5, 6, '10:00'), ends_at: at(5, 7, '00:00')},
    ]);
    await visitor.post(path('extra/remove'), {which: `${extra} ${extra} 10:00 24:00`});
    expect((await visitor.get(`/listing/${pa.id}`)).text).toContain('Extra hours Change extra hours None');
    await visitor.post(path('away/remove'), {which: `${later} ${later} 14:00 17:00`});
    expect((await visitor.post(path('hours'), span('friday', 1, '10pm', '7am'))).status).toBe(303);
  });

  it('shows changes that are kept back only once its owner says so', async () => {
    const anybody = new Visitor(pages, null);
    const others = async () => (await anybody.get(`/listings/${pa.id}`)).text;
    const words = {name: 'Worker A.', summary: 'Quite another summary', about: '', when: 'later'};
    expect((await visitor.post(path('words'), {...words, summary: ''})).status).toBe(400);
    expect((await visitor.post(path('words'), {...words, name: 'Worker Aardvark'})).errors).toEqual([FULL_NAME]);
    expect((await visitor.post(path('words'), words)).status).toBe(303);
    expect((await visitor.post(path('services'), {services: 'shopping', when: 'later'})).status).toBe(303);
    expect(await others()).not.toContain('Quite another summary');
    expect((await visitor.get(path('words'))).value('summary')).toBe('Quite another summary');
    const preview = (await visitor.get(path('preview'))).text;
    expect([preview.includes('Quite another summary'), preview.includes('Shopping')]).toEqual([true, true]);
    expect((await visitor.get(`/listing/${pa.id}`)).text).toContain('Changes that you have not shown yet');
    await visitor.post(path('draft/publish'));
    expect(await others()).toContain('Quite another summary');
    expect((await visitor.get(`/listing/${pa.id}`)).text).not.toContain('Changes that you have not shown yet');
    await visitor.post(path('words'), {...words, summary: 'Thrown away'});
    await visitor.post(path('draft/discard'));
    expect((await visitor.post(path('draft/publish'))).status).toBe(404);
    expect(await others()).not.toContain('Thrown away');
  });

  it('loses its picture to an officer who says why, and nothing else', async () => {
    const {world, council} = scenario;
    const officer = new Visitor(pages, await world.person(council, 'Olive Officer', ['officer']));
    const put = async (file: string) => {
      const picture = {small_id: randomUUID(), large_id: file, alternative: 'Two people', added_at: new Date()};
      const own = {listing_id: pa.id, council_id: council, added_by: pa.person.personId};
      await world.add('listing_picture', {...own, ...picture}, 'listing_id');
    };
    const [first, second] = [randomUUID(), randomUUID()];
    const page = `/council/listings/${pa.id}/picture`;
    await put(first);
    expect((await visitor.get(`/listings/${pa.id}`)).html).not.toContain(page);
    expect((await officer.get(`/listings/${pa.id}`)).html).toContain(page);
    expect((await officer.get(page)).value('file')).toBe(first);
    const silent = await officer.post(page, {file: first, reason: ''});
    expect([silent.status, silent.linkedErrors]).toEqual([400, ['Enter why (#reason)']]);
    // The owner has put another meanwhile: it is looked at first, and what was typed is kept.
    await world.owner.query(`UPDATE listing_picture SET large_id = $2 WHERE listing_id = $1`, [pa.id, second]);
    const late = await officer.post(page, {file: first, reason: 'One of them is known.'});
    expect([late.status, late.errors, late.value('file'), late.value('reason')]).toEqual([
      ...[409, ['There is another picture now. Look at it before you decide.'], second, 'One of them is known.'],
    ]);
    expect((await officer.post(page, {file: second, reason: 'One of them is known.'})).location).toBe(`${page}?done`);
    expect((await officer.get(`${page}?done`)).text).toMatch(
      /Its owner is told why.*One of them is known. Olive Officer/,
    );
    for (const own of ['', '/picture']) {
      expect((await visitor.get(`/listing/${pa.id}${own}`)).text).toMatch(
        /The council took your picture down on .*: One of them is known\./,
      );
    }
    expect((await visitor.get(`/listings/${pa.id}`)).html).not.toContain(second);
    expect((await visitor.get(page)).status).toBe(403);
  });

  it('says who belongs to an organisation, and asks others', async () => {
    const provider = await scenario.provider();
    const [row] = await scenario.world.owner.query<{id: string}[]>(
      `SELECT organisation_id AS id FROM listing WHERE id = $1`,
      [provider.id],
    );
    const people = `/organisations/${row?.id}/people`;
    const lead = new Visitor(pages, provider.person);
    expect((await lead.get('/listing')).html).toContain(people);
    const refused = await lead.post(people, {email: 'nobody', role: 'worker'});
    expect([refused.status, refused.value('email')]).toEqual([400, 'nobody']);
    expect((await lead.post(people, {email: 'asked@p.example'})).status).toBe(400);
    expect((await lead.post(people, {email: 'asked@p.example', role: 'worker'})).status).toBe(303);
    expect((await lead.get(people)).text).toContain('asked@p.example Asked, no answer yet.');
    const own = `${people}/${provider.person.personId}`;
    expect((await lead.post(`${own}/role`, {role: 'worker'})).text).toContain('Somebody has to lead the organisation.');
    expect((await visitor.get(people)).status).toBe(404);
    const [account] = await scenario.world.owner.query<{email: string}[]>(
      `SELECT email FROM account WHERE person_id = $1`,
      [pa.person.personId],
    );
    await lead.post(people, {email: account?.email ?? '', role: 'bookkeeper'});
    const asked = await visitor.get('/listing');
    expect(asked.text).toContain('asks you to belong to');
    const id = /\/invitations\/([0-9a-f-]{36})\/accept/.exec(asked.html)?.[1];
    expect((await visitor.post(`/invitations/${id}/accept`)).status).toBe(303);
    expect((await visitor.get(people)).text).toContain('Keeps the books: bills');
  });

  it('goes out of sight and back; an organisation learns what the law wants of it', async () => {
    const rules = await new Visitor(pages, null).get('/regulated-care');
    expect(rules.text).toContain('Health and Social Care Act 2008 (Regulated Activities) Regulations 2014');
    expect(rules.text).toContain('Since 1 April 2015.');
    expect(rules.text).toContain('One worker alone, who is no company, is outside it.');
    const provider = await scenario.provider();
    const owner = new Visitor(pages, provider.person);
    const regulated = await owner.post(`/listing/${provider.id}/services`, {services: ['personal_care', 'shopping']});
    expect(regulated.status).toBe(422);
    expect(regulated.errors[0]).toMatch(/CQC|Care Quality Commission/);
    expect(regulated.value('services')).toBe('personal_care,shopping');
    expect((await owner.post(`/listing/${provider.id}/services`, {services: 'shopping'})).status).toBe(303);
    await owner.post(`/listing/${provider.id}/rest`);
    expect((await owner.get('/listing')).text).toContain('Your listing is out of sight.');
    expect((await new Visitor(pages, null).get(`/listings/${provider.id}`)).status).toBe(404);
    expect((await owner.post(`/listing/${provider.id}/publish`)).location).toBe(
      `/listing/${provider.id}?done=published`,
    );
    expect((await new Visitor(pages, null).get(`/listings/${provider.id}`)).status).toBe(200);
  });

  it('is chosen by somebody who has several', async () => {
    const person = await scenario.world.person(scenario.council, 'Dora Double', ['pa', 'provider']);
    const organisationId = await scenario.world.organisation(scenario.council, 'Double Help', [person]);
    await scenario.world.member(scenario.council, person);
    await scenario.world.member(scenario.council, {organisationId});
    const dora = new Visitor(pages, person);
    expect((await dora.get('/listing')).text).toContain('Start a listing for Dora D.');
    const [, member = ''] = /name="member" value="([^"]+)"/.exec((await dora.get('/listing')).html) ?? [];
    expect((await dora.post('/listing', {member})).status).toBe(303);
    expect((await dora.post('/listing', {member})).status).toBe(404);
    const {text} = await dora.get('/listing');
    expect(text).toMatch(/(Dora D\.|Double Help) , not shown yet/);
    expect(text).toMatch(/Start a listing for (Dora D\.|Double Help)/);
  });
});

const FULL_NAME = 'Use your first name and an initial, like Amina K., so that strangers do not learn your full name.';
const UNKNOWN_POSTCODE =
  'We do not know the postcode ZZ1 1ZZ. Try a full postcode like NG1 5DT, its first part like NG1, or the name of a town.';
const NOWHERE =
  'ZZ99 3VZ is no place: postcodes that begin with ZZ99 are written for somebody without a fixed address, or whose address is not known. Enter the first part of the postcode where you mostly are, like NG1.';
const FAR = 'How many miles you travel must be a number from 0 to 62';
const DRIVES = 'Choose whether you drive';
const TAKING_ON = 'Choose whether you take on new people';
const FROM = 'Enter the day from which you take on new people.';
const PAST = 'Rates start today or later, at most two years ahead.';
const LOTS = 'Weekdays must be an amount in pounds, like 14.50';
const NOUGHT = 'Enter a rate in whole pence, from 1p to £10,000.';
const TUESDAY = 'Tuesday: enter when you start';
const OVERLAP = 'These hours overlap with others of the same weekday.';

function span(weekday: string, number: number, from: string, to: string): Record<string, string> {
  return {[`${weekday}-${number}-from`]: from, [`${weekday}-${number}-to`]: to};
}
