import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {setSignInRules} from '@app/identity';
import {signedWith, signingKey, type Tamper} from '../../support/issuer.js';
import {PASSWORD} from '../../support/people.js';
import {SignInWorld, TENANT} from '../../support/sign-in-world.js';
import {Visitor} from '../../support/visitor.js';

const RUTH = {sub: 'ruth', name: 'Ruth\r\nBcc: x@evil.example', email: 'ruth@people.example', email_verified: true};
const OLIVE = {sub: 'olive', name: 'Olive Officer', email: 'olive@council.example', tid: TENANT, amr: ['pwd', 'mfa']};
const OTHER_KEY = signingKey();
const SUPPORT = {name: 'Ruth Rowe', purpose: 'support'};

describe('signing in at an OpenID Connect issuer', () => {
  let world: SignInWorld;
  let residents: string;
  let staff: string;

  beforeAll(async () => {
    world = await SignInWorld.open();
    residents = await world.trust('public');
    staff = await world.trust('staff');
    await world.standsFor('Alongside.Officer', 'officer');
    await world.standsFor('Alongside.Approver', 'approver');
  }, 60_000);
  afterEach(() => {
    world.issuer.tamper = null;
    Object.assign(world.issuer, {silent: false, down: false});
    world.api.clock.back();
  });
  afterAll(() => world.close());

  const whoIs = async (visitor: Visitor) => (await visitor.get('/account/sign-in')).status;
  const counts = async () => [await world.count('session'), await world.count('account')];
  const grants = (email: string) =>
    world.world.owner.query<{role: string; on: boolean}[]>(
      `SELECT role, ends_on IS NULL AS on FROM role_grant JOIN account USING (person_id) WHERE email = $1 ORDER BY role`,
      [email],
    );

  it('opens an account for a stranger by a name and what it is for, and knows them the next time', async () => {
    const visitor = world.stranger();
    const first = await world.signIn(visitor, residents, RUTH, '?next=/find');
    expect([first.status, first.location]).toEqual([303, expect.stringMatching(/^\/sign-in\/first\/[0-9a-f-]+$/)]);
    expect(await whoIs(visitor)).toBe(401);
    const page = await visitor.get(first.location);
    expect([page.value('name'), page.value('email')]).toEqual(['Ruth Bcc: x@evil.example', null]);
    expect((await world.stranger().get(first.location)).status).toBe(404);
    const missing = await visitor.post(`${first.location}/open`, {name: '', purpose: 'provider', organisation: ''});
    expect([missing.status, missing.errors]).toEqual([400, ['Enter your name', 'Enter the name of your service']]);
    const opened = await visitor.post(`${first.location}/open`, SUPPORT);
    expect([opened.status, opened.location]).toEqual([303, '/find']);
    expect((await visitor.get('/account/sign-in')).text).toContain('ruth@people.example');
    expect(await grants(RUTH.email)).toEqual([{role: 'holder', on: true}]);

    const again = await world.signIn(world.stranger(), residents, RUTH, '?next=//evil.example');
    expect([again.status, again.location]).toEqual([303, '/']);
    expect(await world.count('account', `email = '${RUTH.email}'`)).toBe(1);
  });

  const claimed =
    (changes: object): Tamper =>
    ({header, claims}, signed) =>
      signed(header, {...claims, ...changes});
  const now = () => Math.floor(Date.now() / 1_000);
  it.each<[string, () => Tamper]>([
    ['a wrong nonce', () => claimed({nonce: 'of another sign-in'})],
    ['no nonce', () => claimed({nonce: undefined})],
    ['another issuer', () => claimed({iss: 'https://evil.example'})],
    ['a token for another client', () => claimed({aud: 'staff'})],
    ['a token that has run out', () => claimed({iat: now() - 700, exp: now() - 600})],
    [
      'somebody else’s key',
      () =>
        ({header, claims}) =>
          signedWith(OTHER_KEY, header, claims),
    ],
    [
      'another key under the right name',
      () =>
        ({header, claims}) =>
          signedWith(OTHER_KEY, {...header, kid: world.issuer.signingKey.kid}, claims),
    ],
    [
      'no signature',
      () =>
        ({claims}, signed) =>
          signed({alg: 'none'}, claims).replace(/[^.]+$/, ''),
    ],
    [
      'the client’s secret as the key',
      () =>
        ({claims}, signed) =>
          signed({alg: 'HS256'}, claims),
    ],
  ])('refuses %s', async (_, tamper) => {
    const before = await counts();
    world.issuer.tamper = tamper();
    const visitor = world.stranger();
    const answer = await world.signIn(visitor, residents, RUTH);
    expect([answer.status, answer.errors]).toEqual([422, [expect.stringContaining('We could not be sure')]]);
    expect(answer.html).toContain('name="password"');
    expect([await whoIs(visitor), await counts()]).toEqual([401, before]);
  });

  it('takes an answer once, from the browser that asked, at the address of the one it asked', async () => {
    const visitor = world.stranger();
    const back = await world.atIssuer(visitor, residents, RUTH);
    const change = (name: string, value: string | null) => {
      const [path = '', query] = back.split('?');
      const parameters = new URLSearchParams(query);
      if (value === null) parameters.delete(name);
      else parameters.set(name, value);
      return `${path}?${parameters.toString()}`;
    };
    // Of another browser, and of none; of another provider; without a state, with another's.
    for (const [who, path] of [
      [world.stranger(), back],
      [visitor, change('state', null)],
      [visitor, change('state', 'x'.repeat(43))],
    ] as const) {
      expect((await who.get(path)).status).toBe(422);
    }
    expect((await visitor.get(back)).status).toBe(303);
    const before = await counts();
    for (const who of [visitor, world.stranger()]) expect((await who.get(back)).status).toBe(422);
    expect(await counts()).toEqual(before);
    for (const mixUp of [
      (path: string) => path.replace(residents, staff),
      (path: string) => path.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example'),
      (path: string) => path.replace(/&iss=[^&]*/, ''),
    ]) {
      const other = world.stranger();
      expect((await other.get(mixUp(await world.atIssuer(other, residents, RUTH)))).status).toBe(422);
      expect(await whoIs(other)).toBe(401);
    }
    const late = world.stranger();
    const path = await world.atIssuer(late, residents, RUTH);
    world.api.clock.travelTo(new Date(Date.now() + 61 * 60_000));
    expect((await late.get(path)).status).toBe(422);
  });

  it('says what to do when somebody turns back at the issuer', async () => {
    const visitor = world.stranger();
    const back = new URL(`https://x.example${await world.atIssuer(visitor, residents, RUTH)}`);
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', '<b>Send your password to evil.example</b>');
    const answer = await visitor.get(back.pathname + back.search);
    expect([answer.status, answer.errors]).toEqual([422, ['You did not finish signing in. You can try again.']]);
    expect(answer.text).not.toContain('evil.example');
  });

  it('goes on when the issuer changes its key, and takes nothing signed with the one before', async () => {
    const old = world.issuer.signingKey;
    world.issuer.rotateKey();
    expect((await world.signIn(world.stranger(), residents, RUTH)).status).toBe(303);
    world.issuer.tamper = ({header, claims}) => signedWith(old, {...header, kid: old.kid}, claims);
    expect((await world.signIn(world.stranger(), residents, RUTH)).status).toBe(422);
  });

  it('offers the other ways when the issuer does not answer, and lets nobody wait', async () => {
    const visitor = world.stranger();
    const back = await world.atIssuer(visitor, residents, RUTH);
    world.issuer.silent = true;
    const started = Date.now();
    const silent = await visitor.get(back);
    expect(Date.now() - started).toBeLessThan(8_000);
    // Where its endpoints are is known for a while; after that it is asked again, and here cannot be reached at all.
    world.issuer.silent = false;
    world.issuer.down = true;
    world.api.clock.travelTo(new Date(Date.now() + 6 * 60_000));
    for (const answer of [silent, await visitor.get(`/sign-in/with/${residents}`)]) {
      expect([answer.status, answer.errors]).toEqual([503, [expect.stringContaining('is not working at the moment')]]);
      expect(answer.html).toContain('name="password"');
    }
  });

  it('never links by an address: the owner signs in first, says so, and can take it back', async () => {
    const amina = await world.world.person(world.council, 'Amina Khan', ['holder']);
    const claims = {sub: 'amina', email: amina.email, email_verified: true};
    const visitor = world.stranger();
    const first = await world.signIn(visitor, residents, claims);
    const asked = await visitor.get(first.location);
    expect(asked.text).toContain('You have an account already');
    await visitor.get('/sign-in');
    expect((await visitor.post(`${first.location}/open`, SUPPORT)).errors).toEqual([
      'Somebody already signs in with this e-mail address.',
    ]);
    expect((await visitor.post(`${first.location}/link`)).status).toBe(401);
    const next = new URL(/href="(\/sign-in\?next=[^"]+)"/.exec(asked.html)?.[1] ?? '', 'http://x').searchParams.get(
      'next',
    );
    const signedIn = await visitor.post('/sign-in', {email: amina.email, password: PASSWORD, next: String(next)});
    expect(signedIn.location).toBe(first.location);
    expect((await visitor.get(first.location)).text).toContain('You are signed in as Amina Khan');
    expect(await world.count('sign_in_identity', `subject = 'amina'`)).toBe(0);
    expect((await visitor.post(`${first.location}/link`)).location).toBe('/account/sign-in?done=linked');
    const later = world.stranger();
    await world.signIn(later, residents, claims);
    expect((await later.get('/account/sign-in')).text).toContain(amina.email);

    const unlink = /action="(\/account\/sign-in\/[0-9a-f-]+\/unlink)"/.exec(
      (await later.get('/account/sign-in')).html,
    )?.[1];
    // Somebody else's is not there for them.
    const ben = new Visitor(world.pages, await world.world.person(world.council, 'Ben Holder', ['holder']));
    expect((await ben.post(String(unlink))).status).toBe(404);
    // From a screen that was left alone nobody takes a way in away.
    const aged = `UPDATE session SET authenticated_at = authenticated_at - $1 * interval '1 hour'`;
    await world.world.owner.query(aged, [1]);
    expect((await later.post(String(unlink))).status).toBe(403);
    await world.world.owner.query(aged, [-1]);
    expect((await later.post(String(unlink))).location).toBe('/account/sign-in?done=unlinked');
    expect((await world.signIn(world.stranger(), residents, claims)).location).toMatch(/^\/sign-in\/first\//);
    expect(await world.audited(amina.personId)).toEqual(
      expect.arrayContaining(['identity.linked', 'identity.unlinked']),
    );
  });

  it('gives staff what their directory says, from one sign-in to the next', async () => {
    const refused = await world.signIn(world.stranger(), staff, {...OLIVE, roles: ['Something.Else']});
    expect([refused.status, refused.errors]).toEqual([403, [expect.stringContaining('has no part in this service')]]);
    expect(await world.count('account', `email = '${OLIVE.email}'`)).toBe(0);
    const elsewhere = await world.signIn(world.stranger(), staff, {
      ...OLIVE,
      tid: 'another',
      roles: ['Alongside.Officer'],
    });
    expect(elsewhere.status).toBe(422);

    const visitor = world.stranger();
    const roles = ['Alongside.Officer', 'Alongside.Approver'];
    expect((await world.signIn(visitor, staff, {...OLIVE, roles}, '?next=/council/applications')).location).toBe(
      '/council/applications',
    );
    expect((await visitor.get('/council/applications')).status).toBe(200);
    expect(await grants(OLIVE.email)).toEqual([
      {role: 'approver', on: true},
      {role: 'officer', on: true},
    ]);
    // Granted and taken back on one day; the open session loses it too.
    await world.signIn(world.stranger(), staff, {...OLIVE, roles: ['Alongside.Approver']});
    expect(await grants(OLIVE.email)).toEqual([
      {role: 'approver', on: true},
      {role: 'officer', on: false},
    ]);
    expect((await world.signIn(world.stranger(), staff, {...OLIVE, roles: []})).status).toBe(403);
    expect((await visitor.get('/council/applications')).status).toBe(403);
  });

  it('asks staff for a second factor of ours when their directory asked for none', async () => {
    await world.world.owner.transaction((tx) =>
      setSignInRules(tx, world.council, {
        roleGroup: 'staff',
        startsOn: '2021-01-01',
        secondFactor: true,
        source: 'For a test',
      }),
    );
    const answer = await world.signIn(world.stranger(), staff, {
      ...OLIVE,
      sub: 'oscar',
      email: 'oscar@council.example',
      amr: ['pwd'],
      roles: ['Alongside.Officer'],
    });
    expect([answer.status, answer.location]).toEqual([303, '/sign-in/code']);
  });

  it('lets staff in by no other way where their council says so', async () => {
    await world.world.owner.transaction((tx) =>
      setSignInRules(tx, world.council, {
        roleGroup: 'staff',
        startsOn: '2021-01-02',
        localAccounts: true,
        secondFactor: false,
        source: 'For a test',
      }),
    );
    const paul = await world.world.person(world.council, 'Paul Officer', ['officer']);
    const visitor = world.stranger();
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', {email: paul.email, password: PASSWORD});
    const claims = {sub: 'paul', email: 'paul@people.example', email_verified: true};
    const {location} = await world.signIn(visitor, residents, claims);
    await visitor.post(`${location}/link`);
    expect((await world.signIn(world.stranger(), residents, claims)).location).toBe('/');
    await world.world.owner.transaction((tx) =>
      setSignInRules(tx, world.council, {
        roleGroup: 'staff',
        startsOn: '2021-01-03',
        localAccounts: false,
        source: 'For a test',
      }),
    );
    const answer = await world.signIn(world.stranger(), residents, claims);
    expect([answer.status, answer.errors]).toEqual([403, [expect.stringContaining('Sign in with your work account')]]);
  });
});
