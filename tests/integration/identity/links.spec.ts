import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {PASSWORD, type TestPerson} from '../../support/people.js';
import {SignInWorld} from '../../support/sign-in-world.js';
import type {Answer, Visitor} from '../../support/visitor.js';

const NEW_PASSWORD = 'river lantern biscuit';

describe('links by e-mail', () => {
  let world: SignInWorld;
  let amina: TestPerson;

  beforeAll(async () => {
    world = await SignInWorld.open();
    await world.startWorker();
    amina = await world.world.person(world.council, 'Amina Khan', ['holder']);
  }, 60_000);
  afterEach(() => world.api.clock.back());
  afterAll(() => world.close());

  /** Somebody at a page for asking, who has sent their address. */
  async function asks(path: string, fields: Record<string, string>): Promise<{visitor: Visitor; answer: Answer}> {
    const visitor = world.stranger();
    await visitor.get(path);
    return {visitor, answer: await visitor.post(path, fields)};
  }
  /** The same, and the e-mail that comes of it. */
  async function gets(path: string, fields: Record<string, string> & {email: string}) {
    const {email} = fields;
    let asked = {} as Awaited<ReturnType<typeof asks>>;
    const mail = await world.emailTo(email.trim(), async () => (asked = await asks(path, fields)));
    return {...asked, ...mail};
  }
  const signedInAs = async (visitor: Visitor) => (await visitor.get('/account/sign-in')).text;
  /** Follows a link as far as its page. */
  async function opens(visitor: Visitor, link: string): Promise<Answer> {
    const arrived = await visitor.get(link);
    expect([arrived.status, arrived.location]).toEqual([303, '/sign-in/link']);
    return visitor.get('/sign-in/link');
  }
  const later = (minutes: number) => world.api.clock.travelTo(new Date(Date.now() + minutes * 60_000));

  it('sign somebody in by a button, once, and lead back to where they wanted to go', async () => {
    const asking = {email: ` ${amina.email} `, next: '/messages'};
    const {visitor, answer, link, body} = await gets('/sign-in/email', asking);
    expect([answer.status, answer.location]).toEqual([303, '/sign-in/sent']);
    expect(body).toContain('Dear Amina Khan');
    // A mail scanner opens it as often as it likes, and has what it finds on the page fetched too.
    const scanner = world.stranger();
    for (let time = 0; time < 2; time += 1) expect((await opens(scanner, link)).status).toBe(200);
    const page = await opens(visitor, link);
    expect(page.html).not.toContain(link.split('/').at(-1));
    expect(page.value('email')).toBeNull();
    const used = await visitor.post('/sign-in/link');
    expect([used.status, used.location]).toEqual([303, '/messages']);
    expect(await signedInAs(visitor)).toContain(amina.email);
    expect((await opens(world.stranger(), link)).status).toBe(410);
    const kept = await world.world.owner.query<{t: string}[]>(
      `SELECT to_jsonb(l)::text AS t FROM sign_in_link l UNION ALL SELECT to_jsonb(n)::text FROM notice n`,
    );
    expect(kept.some(({t}) => t.includes(String(link.split('/').at(-1))))).toBe(false);
    expect(await world.count('sign_in_link', `encode(token_hash, 'hex') IS NULL`)).toBe(0);
  });

  it('are worth nothing to who finds one elsewhere and does not know where it was sent', async () => {
    const {link} = await gets('/sign-in/email', {email: amina.email});
    const thief = world.stranger();
    expect((await opens(thief, link)).value('email')).toBe('');
    const wrong = await thief.post('/sign-in/link', {email: 'thief@evil.example'});
    expect([wrong.status, wrong.linkedErrors]).toEqual([
      422,
      ['Enter the e-mail address that the link was sent to. (#email)'],
    ]);
    // The owner on another device does.
    const owner = world.stranger();
    await opens(owner, link);
    expect((await owner.post('/sign-in/link', {email: amina.email.toUpperCase()})).status).toBe(303);

    const second = await gets('/sign-in/email', {email: amina.email});
    await opens(thief, second.link);
    for (let time = 0; time < 5; time += 1) await thief.post('/sign-in/link', {email: `${time}@evil.example`});
    expect((await thief.post('/sign-in/link', {email: amina.email})).status).toBe(410);
  });

  it('set a new password, which ends every session there was', async () => {
    const ben = await world.world.person(world.council, 'Ben Holder', ['holder']);
    const {visitor, link} = await gets('/sign-in/forgotten', {email: ben.email});
    await opens(visitor, link);
    const short = await visitor.post('/sign-in/link', {password: 'too short'});
    expect([short.status, short.linkedErrors]).toEqual([400, [expect.stringMatching(/15 characters.*\(#password\)/)]]);
    expect((await visitor.post('/sign-in/link', {password: NEW_PASSWORD})).status).toBe(303);
    await world.api.call('get', '/sessions/current', ben.token).expect(401);
    await world.api.call('post', '/sessions', null, {email: ben.email, password: PASSWORD}).expect(401);
    await world.api.signIn(ben.email, NEW_PASSWORD);
    expect(await world.audited(ben.personId)).toContain('password.changed');

    const old = await gets('/sign-in/forgotten', {email: ben.email});
    later(31);
    expect((await opens(visitor, old.link)).status).toBe(410);
  });

  it('are asked for in the same way by whoever has an account and whoever has none', async () => {
    const answers: unknown[] = [];
    for (const email of [amina.email, 'stranger@people.example']) {
      for (const path of ['/sign-in/email', '/sign-in/forgotten']) {
        const before = await world.count('sign_in_link');
        const {answer} = await gets(path, {email});
        answers.push([answer.status, answer.location, answer.html, (await world.count('sign_in_link')) - before]);
      }
    }
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    const {body, link} = await gets('/sign-in/email', {email: 'stranger@people.example'});
    expect([body, link]).toEqual([expect.stringContaining('there is no account with it'), '']);
    // However often somebody asks, no more than five are sent.
    for (let time = 0; time < 6; time += 1) {
      const {answer} = await asks('/sign-in/email', {email: 'flooded@people.example'});
      expect(answer.location).toBe('/sign-in/sent');
    }
    expect(await world.count('sign_in_link', `email = 'flooded@people.example'`)).toBe(5);
  });

  it('open an account for a stranger, who can apply with it, and asks nothing that is not needed', async () => {
    const email = 'pat@people.example';
    const {visitor, answer, link, body} = await gets('/open-account', {
      name: 'Pat http://evil.example',
      email,
      purpose: 'pa',
      next: '/',
    });
    expect(answer.location).toBe('/sign-in/sent');
    expect(await world.count('account', `email = '${email}'`)).toBe(0);
    // What a stranger typed goes to nobody: it could be anybody's address.
    expect(body).not.toContain('evil.example');
    await opens(visitor, link);
    expect((await visitor.post('/sign-in/link')).location).toBe('/apply');
    expect(await signedInAs(visitor)).toContain('You sign in with a link that we send you');
    expect((await visitor.get('/apply')).text).toContain('What happens');

    const business = await gets('/open-account', {
      name: 'Gail',
      email: 'gail@people.example',
      purpose: 'provider',
      organisation: 'Gail’s Gardens',
    });
    await opens(business.visitor, business.link);
    await business.visitor.post('/sign-in/link', {password: NEW_PASSWORD});
    await world.api.signIn('gail@people.example', NEW_PASSWORD);
    expect(
      await world.count(
        'organisation_member m JOIN organisation o ON o.id = m.organisation_id',
        `o.name = 'Gail’s Gardens'`,
      ),
    ).toBe(1);

    // Who has one already is let in to that, and told nothing on the page.
    const known = await gets('/open-account', {name: 'Somebody Else', email, purpose: 'support'});
    expect(known.answer.location).toBe('/sign-in/sent');
    expect(known.subject).toBe('You have an account already');
    await opens(known.visitor, known.link);
    await known.visitor.post('/sign-in/link');
    expect(await world.count('account', `email = '${email}'`)).toBe(1);
  });

  it.each([
    'pat@people.example\r\nBcc: all@people.example',
    'pat@people.example%0d%0aBcc:all@people.example',
    'pat@people.example, all@people.example',
    '"pat\r\n"@people.example',
    'pat@people.example\u2028x',
    '<pat@people.example>',
    `${'a'.repeat(400)}@people.example`,
  ])('are not sent to %j', async (email) => {
    const before = await world.count('sign_in_link');
    for (const path of ['/sign-in/email', '/sign-in/forgotten', '/open-account']) {
      const {answer} = await asks(path, {email, name: 'Pat', purpose: 'support'});
      expect([answer.status, answer.linkedErrors.length]).toEqual([400, 1]);
    }
    expect(await world.count('sign_in_link')).toBe(before);
  });

  it('and everything else about signing in lead nowhere but here', async () => {
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/%09/evil.example',
      '/..//evil.example',
      '/\nevil',
    ]) {
      const visitor = world.stranger();
      await visitor.get('/sign-in');
      const {location} = await visitor.post('/sign-in', {email: amina.email, password: PASSWORD, next});
      expect(new URL(location, 'https://alongside.example').host).toBe('alongside.example');
      const page = await world.stranger().get(`/sign-in?next=${encodeURIComponent(next)}`);
      for (const [, href = ''] of page.html.matchAll(/href="([^"]*)"/g)) {
        expect(new URL(href, 'https://alongside.example').host).toBe('alongside.example');
      }
    }
  });
});
