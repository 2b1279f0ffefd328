import {Injectable} from '@nestjs/common';
import {Clock} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import {LessThan} from 'typeorm';
import {tokenHash} from '../accounts/sessions.js';
import type {IdentityProvider} from './identity-provider.entity.js';
import {Issuers} from './issuers.js';
import {Providers} from './providers.js';
import {SignInAttempt} from './sign-in-attempt.entity.js';

const MINUTES = 60;
/** How lately somebody must have signed in at the issuer when we ask them to do it anew. */
export const FRESH_SECONDS = 300;
/** What we say ourselves: a council's own parameters cannot stand in for these. */
const OURS = new Set([
  'client_id',
  'response_type',
  'response_mode',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'claims',
]);

export interface AtIssuer {
  providerId: string;
  /** SHA-256 of what the browser keeps in a cookie: the answer is taken from this browser alone. */
  browserHash: Buffer;
  /** Where they wanted to go: a path of ours. */
  returnPath: string;
  /** Where the issuer sends them back to. */
  redirectUri: string;
  /** Have them sign in there anew, however lately they did. */
  fresh?: boolean;
}

/** Sends a browser to an issuer, with everything by which its answer will be known as the one to this. */
@Injectable()
export class StartAtIssuer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly providers: Providers,
    private readonly issuers: Issuers,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the address at the issuer
   * @throws NOT_FOUND, ISSUER_UNAVAILABLE
   */
  async run({providerId, browserHash, returnPath, redirectUri, fresh = false}: AtIssuer): Promise<URL> {
    const councilId = await this.providers.councilOf(providerId);
    const provider = await this.uow.run(councilId, (tx) => this.providers.one(tx, providerId));
    const configuration = await this.issuers.configuration(provider);
    const [state, nonce, codeVerifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const parameters = {
      ...more(provider),
      ...(provider.claims ? {claims: JSON.stringify(provider.claims)} : {}),
      ...(fresh ? {prompt: 'login', max_age: String(FRESH_SECONDS)} : {}),
      redirect_uri: redirectUri,
      scope: provider.scopes.join(' '),
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    };
    const address = this.address(provider, () => buildAuthorizationUrl(configuration, parameters));
    const now = this.clock.now();
    await this.uow.run(councilId, async (tx) => {
      await tx.delete(SignInAttempt, {expiresAt: LessThan(now)});
      await tx.insert(SignInAttempt, {
        ...{councilId, providerId, browserHash, nonce, codeVerifier, returnPath, fresh},
        stateHash: tokenHash(state),
        expiresAt: new Date(now.getTime() + MINUTES * 60_000),
      });
    });
    return address;
  }

  private address(provider: IdentityProvider, build: () => URL): URL {
    try {
      return build();
    } catch (error) {
      throw this.issuers.unavailable(provider, error);
    }
  }
}

function more({parameters}: IdentityProvider): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !OURS.has(name) && !/^code_/.test(name)));
}
