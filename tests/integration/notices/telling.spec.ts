import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {Notices, textLength} from '@app/notifications';
import {UnitOfWork} from '@app/platform';
import {addDays, londonDay, londonInstant} from '@app/kernel';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {readPdf} from '../../support/pdf.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const ADDRESS = '12 Made-up Street\nNottingham\nNG1 5DT';
const PLAIN = {format: 'standard', language: 'en', email: '', phone: '', address: ''};

let scenario: Scenario;
let pages: PagesApp;
let holder: TestPerson;
let niece: TestPerson;
let officer: TestPerson;
let staff: Visitor;
let own: Visitor;
let relation: string;
let told = 0;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  const {world, council} = scenario;
  holder = await world.person(council, 'George Green', ['holder']);
  niece = await world.person(council, 'Nina Green', ['carer']);
  officer = await world.person(council, 'Olive Officer', ['officer']);
  relation = await world.represents(council, niece, holder, 'carer');
  [staff, own] = [officer, holder].map((person) => new Visitor(pages, person)) as [Visitor, Visitor];
}, 60_000);
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

/** What went out of one telling, by whom it is for. */
async function tell(person: TestPerson, template: 'visits_cancelled' | 'from_council', data: object) {
  const key = `test:${(told += 1)}:`;
  const telling = {councilId: scenario.council, to: {personId: person.personId}, template, data, key};
  await pages.app.get(UnitOfWork).run(scenario.council, (tx) => pages.app.get(Notices).tell(tx, telling as never));
  return scenario.world.owner.query<
    {
      channel: string;
      to_name: string;
      due_at: Date;
      needs: string[];
      body: string;
      state: string;
      failure: string | null;
    }[]
  >(
    `SELECT d.channel, to_name, due_at, needs, d.body, d.state, failure FROM delivery d JOIN notice n ON n.id = notice_id
     WHERE key LIKE $1 || '%' ORDER BY to_name, d.channel`,
    [key],
  );
}
const called = (today: boolean) => ({
  bookingId: relation,
  reference: 'B-1',
  other: 'Sam P.',
  forName: '',
  side: 'holder',
  today,
});
const wrote = (text = 'Please ring us.') => ({subject: 'Your review', text, writer: 'Olive Officer'});

describe('how somebody is told', () => {
  it('is inside and by e-mail until they choose; then as they say, or told what is missing', async () => {
    expect(await tell(holder, 'from_council', wrote())).toMatchObject([{channel: 'email', state: 'waiting'}]);
    const wrong = await own.post('/contact', {
      ...PLAIN,
      channels: ['sms', 'letter'],
      phone: '0115 496 0000',
      quiet_from: '9pm',
      interpreter: 'x'.repeat(101),
    });
    expect(wrong.linkedErrors).toEqual(['Interpreter must be 100 characters or fewer (#interpreter)']);
    const again = await own.post('/contact', {
      ...PLAIN,
      channels: ['sms', 'letter'],
      phone: '0115 496 0000',
      quiet_from: '9pm',
      address: 'Nowhere\nNottingham',
    });
    expect([again.status, again.linkedErrors]).toEqual([
      400,
      [
        'The last line of the address must be a full postcode, like NG1 5DT (#address)',
        'Enter a mobile number: text messages do not reach this one (#phone)',
        'Enter both times, or neither (#quiet_to)',
      ],
    ]);
    expect([again.value('channels'), again.value('phone'), again.value('quiet_from')]).toEqual([
      'sms,letter',
      '0115 496 0000',
      '9pm',
    ]);
    const right = {
      ...PLAIN,
      channels: ['sms', 'letter', 'phone'],
      phone: '07700 900123',
      quiet_from: '9pm',
      quiet_to: '8am',
      address: ADDRESS,
    };
    expect((await own.post('/contact', right)).location).toBe('/contact?done=saved');
    expect((await own.get('/contact')).value('phone')).toBe('07700 900123');
    expect((await scenario.call(holder, 'get', '/contact').expect(200)).body).toMatchObject({
      channels: ['sms', 'letter', 'phone'],
      quiet_from: '21:00',
    });
  });

  it('leaves people in peace in their quiet hours, but for what cannot wait', async () => {
    const tomorrow = addDays(londonDay(new Date()), 1);
    scenario.api.clock.travelTo(londonInstant(tomorrow, '23:00'));
    const morning = londonInstant(addDays(londonDay(new Date()), 2), '08:00');
    const waits = async (today: boolean) =>
      (await tell(holder, 'visits_cancelled', called(today))).map(({channel, due_at}) => [channel, due_at >= morning]);
    expect(await waits(false)).toEqual([
      ['letter', false],
      ['phone', true],
      ['sms', true],
    ]);
    expect(await waits(true)).toEqual([
      ['letter', false],
      ['phone', false],
      ['sms', false],
    ]);
    scenario.api.clock.back();
  });

  it('is told to who else they want, until the relation ends', async () => {
    expect((await own.post('/contact/also-told', {relation})).location).toBe('/contact?done=told');
    const both = await tell(holder, 'from_council', wrote());
    expect(both.map(({to_name}) => to_name)).toEqual(['George Green', 'George Green', 'George Green', 'Nina Green']);
    expect(both[3]?.body).toContain('This is about George Green, who wants you to know too.\n\nPlease ring us.');
    await scenario.world.owner.query(`UPDATE representation SET ends_on = current_date - 1 WHERE id = $1`, [relation]);
    expect((await tell(holder, 'from_council', wrote())).map(({to_name}) => to_name)).not.toContain('Nina Green');
    expect((await new Visitor(pages, niece).post('/contact/also-told', {relation})).status).toBe(400);
  });

  it('gives staff what a person needs to understand, and drops nothing', async () => {
    const needs = async (more: object) => {
      await own.post('/contact', {...PLAIN, channels: 'email', email: 'g@people.example', ...more});
      return (await tell(holder, 'from_council', wrote())).map((each) => [each.channel, each.needs]);
    };
    expect(await needs({format: 'audio', language: 'pl'})).toEqual([
      ['email', []],
      ['help', ['audio', 'translation']],
    ]);
    expect(await needs({channels: 'phone', phone: '0115 496 0000', interpreter: 'British Sign Language'})).toEqual([
      ['phone', ['interpreter']],
    ]);
    expect((await staff.get('/council/messages')).text).toContain(
      'Record it and send the recording; Translate it into Polish',
    );
    expect((await staff.get('/council/calls')).text).toContain('Interpreter: British Sign Language');
    expect(await needs({format: 'easy_read'})).toEqual([
      ['email', []],
      ['help', ['easy_read']],
    ]);
    const [easy] = await tell(holder, 'visits_cancelled', called(true));
    expect(easy?.body).toContain('Sam P. will not come to the visits you booked.');
  });
});

describe('letters', () => {
  const write = (text: string) =>
    staff.post(`/council/messages/people/${holder.personId}/write`, {
      subject: 'Your plan',
      text,
      once: `once ${(told += 1)}`,
    });

  it('have 10,000 characters on as many pages as it takes, in large print, and no more', async () => {
    await own.post('/contact', {...PLAIN, channels: 'letter', address: ADDRESS, format: 'large_print'});
    await scenario.world.owner.query(
      `UPDATE delivery SET state = 'settled', settled_by = person_id WHERE state = 'waiting'`,
    );
    const text = 'Zażółć gęślą jaźń, and so on. '.repeat(334);
    const refused = await write(text.slice(0, 9_999) + '…!');
    expect([refused.status, refused.errors]).toEqual([
      422,
      ['The message has 10,001 characters. It can have 10,000: make it shorter, or write two.'],
    ]);
    expect(refused.value('text')).toHaveLength(10_001);
    expect((await write(text.slice(0, 9_999) + '!')).location).toBe('/council/messages?done=written');
    expect((await staff.post('/council/letters/print')).status).toBe(303);
    const list = await staff.get('/council/letters');
    const batch = /\/council\/letters\/batches\/[0-9a-f-]+/.exec(list.html)?.[0] ?? '';
    const answer = await fetch(pages.baseUrl + batch, {headers: {cookie: `session=${officer.token}`}});
    const {pages: sheets, marked} = await readPdf(await answer.arrayBuffer());
    expect(sheets.length).toBeGreaterThan(8);
    const at = (words: string) => sheets[0]?.words.find(({text}) => text.startsWith(words))?.transform;
    const mm = (points = 0) => points / (72 / 25.4);
    // Where the window of the envelope is, from the top left corner.
    expect(mm(at('George Green')?.[4])).toBeCloseTo(24.6, 0);
    const postcode = 297 - mm(at('NG1 5DT')?.[5]);
    expect(postcode).toBeGreaterThan(39);
    expect(postcode).toBeLessThan(66);
    expect(at('Zażółć')?.[0]).toBeCloseTo(18, 1);
    expect(marked).toBe(true);
    expect(JSON.stringify(sheets[0]?.structure)).toContain('"role":"H1"');
    expect((await staff.post(`${batch}/posted`)).status).toBe(303);
    expect((await staff.post(`${batch}/posted`)).status).toBe(409);
    expect((await staff.get('/council/letters')).text).toMatch(/No letter is waiting\. .* by Olive Officer/);
  });

  it('are not the only way: three calls without an answer make one of them, in one step', async () => {
    await own.post('/contact', {...PLAIN, channels: 'phone', phone: '0115 496 0000', address: ADDRESS});
    expect((await write('Ring us.')).status).toBe(303);
    const call = async () => /\/council\/calls\/[0-9a-f-]+/.exec((await staff.get('/council/calls')).html)?.[0] ?? '';
    const path = await call();
    expect((await staff.get(path)).text).toMatch(/Ring George Green 0115 496 0000 .*What to say Your plan Ring us\./);
    expect((await staff.post(path, {outcome: ''})).linkedErrors).toEqual(['Choose what came of it (#outcome)']);
    for (const outcome of ['no_answer', 'message_not_left', 'no_answer'])
      expect((await staff.post(path, {outcome})).status).toBe(303);
    expect((await staff.post(path, {outcome: 'reached'})).status).toBe(404);
    expect(await call()).toBe('');
    const failed =
      /\/council\/messages\/[0-9a-f-]+(?=">George Green<span class="govuk-visually-hidden">: Your plan)/.exec(
        (await staff.get('/council/messages')).html,
      )?.[0] ?? '';
    expect((await staff.get(failed)).text).toContain('Nobody answered three calls');
    expect((await staff.post(failed, {way: 'settled', note: ''})).linkedErrors).toEqual([
      'Say in up to 500 characters what you did (#note)',
    ]);
    expect((await staff.post(failed, {way: 'letter'})).status).toBe(303);
    expect((await staff.get('/council/letters')).text).toContain('George Green Your plan Standard');
    expect((await staff.get(failed)).status).toBe(404);
  });
});

describe('a council’s own words', () => {
  it('know their placeholders only, fill in each once, and keep names from being more than names', async () => {
    const admin = new Visitor(pages, await scenario.world.person(scenario.council, 'Ada Admin', ['admin']));
    const path = '/council/words/visits_cancelled';
    const form = {format: 'standard', language: 'en', step: 'save'};
    const wrong = await admin.post(path, {...form, subject: 'Hello ((nobody))', body: '((usual_words)) ((bookingId))'});
    if (wrong.status !== 400) throw new Error(wrong.text);
    expect(wrong.linkedErrors).toEqual([
      'This message knows nothing of ((nobody)) (#subject)',
      'This message knows nothing of ((bookingId)) (#body)',
    ]);
    const reference = await admin.post('/council/words/reference_wanted', {
      ...form,
      subject: 'Please',
      body: 'Please answer.',
    });
    expect(reference.errors).toEqual(['Put ((link)) into the words: nobody can answer without it']);
    const words = {...form, subject: 'Off: ((other)) 😀', body: 'Dear person,\n\n((usual_words))\n\n<b>((other))</b>'};
    const preview = await admin.post(path, {...words, step: 'preview'});
    expect(preview.text).toMatch(
      /How what you typed would look .*Off: Sam P\. 😀 .* charged as \d text messages\. A character such as an emoji/,
    );
    expect(preview.html).toContain('&lt;b&gt;Sam P.&lt;/b&gt;');
    expect((await admin.post(path, words)).location).toBe(`${path}?format=standard&language=en&done=saved`);
    await own.post('/contact', {...PLAIN, channels: 'email', email: 'g@people.example'});
    const evil = {...called(false), other: '((reference))\r\nBcc: x@y.example [a](b)'};
    const [sent] = await tell(holder, 'visits_cancelled', evil);
    expect(sent?.body).toContain('<b>((reference))');
    expect(sent?.body).toContain('[a] (b)');
    const [{subject = ''} = {}] = await scenario.world.owner.query<{subject: string}[]>(
      `SELECT subject FROM delivery ORDER BY created_at DESC LIMIT 1`,
    );
    expect(subject).toBe('Off: ((reference)) Bcc: x@y.example [a](b) 😀');
    expect((await admin.post(`${path}/usual`, form)).status).toBe(303);
    expect((await admin.get(path)).text).toMatch(/Versions 2: .*back to the usual words 1: /);
    expect((await staff.get('/council/words')).status).toBe(403);
  });

  it('are counted as telephones count them', () => {
    const parts = (text: string) => [textLength(text).parts, textLength(text).plain, textLength(text).tooLong];
    expect(parts('a'.repeat(160))).toEqual([1, true, false]);
    expect(parts('a'.repeat(161))).toEqual([2, true, false]);
    expect(parts('€'.repeat(81))).toEqual([2, true, false]);
    expect(parts('Ring us 😀' + 'a'.repeat(60))).toEqual([1, false, false]);
    expect(parts('Ring us 😀' + 'a'.repeat(61))).toEqual([2, false, false]);
    expect(textLength('a'.repeat(918)).tooLong).toBe(false);
    expect(textLength('😀'.repeat(919)).tooLong).toBe(true);
  });
});
