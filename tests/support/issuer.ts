import {createPrivateKey, generateKeyPairSync, randomUUID, sign, type JsonWebKey} from 'node:crypto';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import Provider from 'oidc-provider';
import {createMemoryAdapter} from 'oidc-provider/lib/adapters/memory_adapter.js';

type Json = Record<string, unknown>;

export interface IssuersUser {
  sub: string;
  /** How they signed in there, as the claim says it. */
  amr?: string[];
  [claim: string]: unknown;
}

export interface IssuersClient {
  clientId: string;
  redirectUri: string;
  /** With it the client proves itself by private_key_jwt; without it, by the secret. */
  publicKey?: JsonWebKey;
  secret?: string;
}

/** Takes an ID token apart and puts it together otherwise. */
export type Tamper = (token: {header: Json; claims: Json}, signed: (header: Json, claims: Json) => string) => string;

/** A real OpenID Connect issuer on this machine. Whoever comes is signed in as the user that the test says. */
export class TestIssuer {
  user: IssuersUser = {sub: 'nobody'};
  /** What becomes of the ID tokens that it gives out. */
  tamper: Tamper | null = null;
  /** It takes connections and says nothing. */
  silent = false;
  /** It breaks off every connection. */
  down = false;
  private readonly clients: IssuersClient[] = [];
  private key = signingKey();
  private readonly adapter = createMemoryAdapter(0);
  private provider: Provider | null = null;

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(): Promise<TestIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = new TestIssuer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => void issuer.answer(request, response));
    return issuer;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  register(client: IssuersClient): void {
    this.clients.push(client);
    this.renew();
  }

  /** From now on it signs with another key, and says nothing any more of the one before. */
  rotateKey(): void {
    this.key = signingKey();
    this.renew();
  }

  /** The private key with which it signs now. */
  get signingKey(): JsonWebKey {
    return this.key;
  }

  /** What a browser does that is sent there: signs in, and comes back to the address that it ends with. */
  async visit(address: string): Promise<string> {
    const cookies = new Map<string, string>();
    for (let at = address, step = 0; step < 10; step += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(at, {headers: {cookie}, redirect: 'manual'});
      for (const each of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (!location) throw new Error(`the issuer stopped with ${response.status}: ${await response.text()}`);
      at = new URL(location, at).href;
      if (!at.startsWith(this.address)) return at;
    }
    throw new Error('the issuer sends the browser round in circles');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.silent) return;
    if (this.down) {
      request.socket.destroy();
      return;
    }
    if (!this.provider || !request.url?.startsWith('/interaction/')) {
      await this.provider?.callback()(request, response);
      return;
    }
    const {sub: accountId, amr} = this.user;
    await this.provider.interactionFinished(request, response, {login: {accountId, amr, remember: false}});
  }

  private renew(): void {
    const provider = new Provider(this.address, {
      adapter: this.adapter,
      clients: this.clients.map(asConfigured),
      jwks: {keys: [this.key]},
      cookies: {keys: ['for a test']},
      features: {devInteractions: {enabled: false}, claimsParameter: {enabled: true}},
      claims: {openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], ...ALONE},
      interactions: {url: (_: unknown, {uid}: {uid: string}) => `/interaction/${uid}`},
      findAccount: (_: unknown, accountId: string) => ({accountId, claims: () => ({...this.user, sub: accountId})}),
      loadExistingGrant,
      ttl: {AuthorizationCode: 60, AccessToken: 60, IdToken: 60, Interaction: 60, Session: 60, Grant: 60},
    });
    provider.use(async (context, next) => {
      await next();
      const token = context.path === '/token' ? context.body?.id_token : null;
      if (this.tamper && typeof token === 'string' && context.body) context.body.id_token = this.tampered(token);
    });
    this.provider = provider;
  }

  private tampered(token: string): string {
    const [header = '', claims = ''] = token.split('.');
    return this.tamper?.({header: decoded(header), claims: decoded(claims)}, (h, c) => this.signed(h, c)) ?? token;
  }

  private signed(header: Json, claims: Json): string {
    return signedWith(this.key, header, claims);
  }
}

/** A JWT by RS256. */
export function signedWith(key: JsonWebKey, header: Json, claims: Json): string {
  const body = `${encoded(header)}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(body), createPrivateKey({key, format: 'jwk'}));
  return `${body}.${signature.toString('base64url')}`;
}

export function signingKey(): JsonWebKey {
  const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
  return {...privateKey.export({format: 'jwk'}), kid: randomUUID(), alg: 'RS256', use: 'sig'};
}

/** Claims that belong to no scope: asked for by name. */
const ALONE = {roles: null, tid: null, amr: null, acr: null, auth_time: null};

function asConfigured({clientId, redirectUri, publicKey, secret}: IssuersClient) {
  return {
    client_id: clientId,
    redirect_uris: [redirectUri],
    ...(publicKey
      ? {token_endpoint_auth_method: 'private_key_jwt', jwks: {keys: [publicKey]}}
      : {token_endpoint_auth_method: 'client_secret_basic', client_secret: secret}),
  };
}

/** Everybody consents to everything. */
async function loadExistingGrant({oidc}: {oidc: import('oidc-provider').Context['oidc']}) {
  const grant = new oidc.provider.Grant({clientId: oidc.client.clientId, accountId: oidc.session.accountId});
  grant.addOIDCScope('openid email profile');
  grant.addOIDCClaims([...Object.keys(ALONE), 'email', 'email_verified', 'name']);
  await grant.save();
  return grant;
}

const encoded = (part: Json) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json;
