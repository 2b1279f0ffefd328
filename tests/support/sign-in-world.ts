import {generateKeyPairSync, type JsonWebKey} from 'node:crypto';
import {addProvider, setRoleClaim, type Audience} from '@app/identity';
import {startApi, type TestApi} from './app.js';
import {testDatabase, type TestDatabase} from './database.js';
import {TestIssuer, type IssuersUser} from './issuer.js';
import {startPages, type PagesApp} from './pages-app.js';
import {World} from './people.js';
import {until} from './until.js';
import {Visitor, type Answer} from './visitor.js';
import {startWorker} from './worker.js';

/** Where people find the pages: another address than the test listens on, as behind a proxy. */
const PUBLIC_URL = 'https://alongside.example';
const COUNCIL = 'northshire';
export const TENANT = 'the-council';

/** A council with pages, and, where a test wants it, an issuer of its own and the worker that sends links. */
export class SignInWorld {
  private worker: {close(): Promise<void>} | null = null;

  private constructor(
    readonly database: TestDatabase,
    readonly api: TestApi,
    readonly world: World,
    readonly pages: PagesApp,
    readonly issuer: TestIssuer,
    readonly council: string,
    private readonly publicKey: JsonWebKey,
  ) {}

  static async open(): Promise<SignInWorld> {
    const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
    const pem = privateKey.export({type: 'pkcs8', format: 'pem'}).toString().replaceAll('\n', '\\n');
    const variables = {
      PUBLIC_URL,
      ISSUER_DEADLINE_SECONDS: '3',
      SIGN_IN_SECRET_RESIDENTS: pem,
      SIGN_IN_SECRET_STAFF: 'a secret that only the two of us know',
    };
    const database = await testDatabase();
    const api = await startApi(database, {variables});
    const world = await World.open(database, api);
    const council = await world.council(COUNCIL);
    const pages = await startPages(database, api.clock, variables);
    const key = {...publicKey.export({format: 'jwk'}), use: 'sig', alg: 'ES256'};
    return new SignInWorld(database, api, world, pages, await TestIssuer.start(), council, key);
  }

  async close(): Promise<void> {
    await this.worker?.close();
    await this.issuer.stop();
    await this.pages.close();
    await this.world.close();
    await this.api.close();
    await this.database.drop();
  }

  async startWorker(): Promise<void> {
    this.worker = await startWorker(this.database, this.api.clock, {PUBLIC_URL});
  }

  stranger(): Visitor {
    return new Visitor(this.pages, null);
  }

  /** Has the council trust the issuer, and the issuer know us. @returns the provider's id */
  async trust(audience: Audience): Promise<string> {
    const staff = audience === 'staff';
    const id = await this.world.owner.transaction((tx) =>
      addProvider(tx, {
        ...{council: COUNCIL, code: audience, audience, clientId: audience, keyId: null},
        label: `Sign in with the ${staff ? 'work' : 'resident'} account`,
        issuer: this.issuer.address,
        tenant: staff ? TENANT : null,
        proof: staff ? 'client_secret_basic' : 'private_key_jwt',
        secretName: staff ? 'STAFF' : 'RESIDENTS',
        scopes: ['openid', 'email', 'profile'],
        claims: staff ? {id_token: {roles: null, tid: null, amr: null, email: null, name: null}} : null,
        parameters: {ui_locales: 'en', state: 'not for a council to say'},
        roleClaim: staff ? 'roles' : null,
        emailProved: staff,
        secondFactors: ['mfa'],
        startsOn: '2020-01-01',
      }),
    );
    this.issuer.register({
      clientId: audience,
      redirectUri: `${PUBLIC_URL}/sign-in/with/${id}/return`,
      ...(staff ? {secret: 'a secret that only the two of us know'} : {publicKey: this.publicKey}),
    });
    return id;
  }

  async standsFor(value: string, ...roles: string[]): Promise<void> {
    await this.world.owner.transaction((tx) => setRoleClaim(tx, {council: COUNCIL, code: 'staff', value, roles}));
  }

  /** Goes to the issuer and signs in there. @returns the path that the browser is sent back to */
  async atIssuer(visitor: Visitor, provider: string, user: IssuersUser, query = ''): Promise<string> {
    this.issuer.user = user;
    const start = await visitor.get(`/sign-in/with/${provider}${query}`);
    if (start.status !== 303) throw new Error(`${start.status}: ${start.text}`);
    const {pathname, search, origin} = new URL(await this.issuer.visit(start.location));
    if (origin !== PUBLIC_URL) throw new Error(`sent to ${origin}`);
    return pathname + search;
  }

  /** The same, and back. */
  async signIn(visitor: Visitor, provider: string, user: IssuersUser, query = ''): Promise<Answer> {
    return visitor.get(await this.atIssuer(visitor, provider, user, query));
  }

  /** The e-mail that comes of what somebody does. */
  async emailTo(email: string, act: () => Promise<unknown>): Promise<{subject: string; body: string; link: string}> {
    const since = new Date();
    await act();
    const sql = `SELECT subject, body FROM delivery WHERE to_value = $1 AND created_at > $2 ORDER BY created_at DESC`;
    let rows: {subject: string; body: string}[] = [];
    await until(async () => (rows = await this.world.owner.query(sql, [email, since])).length > 0);
    const {subject = '', body = ''} = rows[0] ?? {};
    return {subject, body, link: /https:\/\/alongside\.example(\/sign-in\/link\/\S+)/.exec(body)?.[1] ?? ''};
  }

  async count(table: string, where = 'true'): Promise<number> {
    const [row] = await this.world.owner.query<{n: number}[]>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`);
    return row?.n ?? 0;
  }

  async audited(personId: string): Promise<string[]> {
    const sql = `SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id`;
    return (await this.world.owner.query<{action: string}[]>(sql, [personId])).map(({action}) => action);
  }
}
