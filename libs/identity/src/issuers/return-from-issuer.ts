import {Injectable, Logger} from '@nestjs/common';
import {Clock} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  ClientError,
  fetchUserInfo,
  type Configuration,
} from 'openid-client';
import {DataSource} from 'typeorm';
import {tokenHash} from '../accounts/sessions.js';
import {AdmitVouched, type Admission} from './admit-vouched.js';
import type {IdentityProvider} from './identity-provider.entity.js';
import {returnRefused, signInCancelled} from './issuer.errors.js';
import {Issuers, protocolWords} from './issuers.js';
import {Providers} from './providers.js';
import {SignInAttempt} from './sign-in-attempt.entity.js';
import {FRESH_SECONDS} from './start-at-issuer.js';
import type {Claims} from './vouched.js';

/** What says that the issuer could not be reached, rather than that its answer was wrong. */
const NOT_REACHED = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];

export interface Returned {
  /** Whose answer it is meant to be: each provider has an address of its own, so that one cannot answer for another. */
  providerId: string;
  browserHash: Buffer;
  /** The whole address that the browser came back to. */
  address: URL;
  userAgent?: string | undefined;
}

/**
 * Takes an issuer's answer: from the browser that was sent there, once, and only when state, nonce, issuer, audience,
 * time and signature are right. Only then does it look at who it is.
 */
@Injectable()
export class ReturnFromIssuer {
  private readonly log = new Logger('Signing in');

  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly providers: Providers,
    private readonly issuers: Issuers,
    private readonly admits: AdmitVouched,
    private readonly clock: Clock,
  ) {}

  /** @throws SIGN_IN_RETURN_REFUSED, SIGN_IN_CANCELLED, ISSUER_UNAVAILABLE, NO_ROLE, STAFF_SIGN_IN_ONLY */
  async run({providerId, browserHash, address, userAgent}: Returned): Promise<Admission> {
    const attempt = await this.take(address.searchParams.get('state') ?? '', browserHash);
    if (attempt?.providerId !== providerId) throw returnRefused();
    const provider = await this.uow.run(attempt.councilId, (tx) => this.providers.one(tx, providerId));
    const claims = await this.claims(provider, attempt, address);
    if (provider.tenant !== null && claims.tid !== provider.tenant) throw this.refused(provider, 'another tenant');
    return this.admits.run(provider, attempt, claims, userAgent);
  }

  /** Before anything is asked of the issuer it is used up: the same answer a second time finds nothing. */
  private async take(state: string, browserHash: Buffer): Promise<SignInAttempt | null> {
    const [found] = await this.dataSource.query<{attempt_id: string; council_id: string}[]>(
      `SELECT * FROM sign_in_attempt_by_state($1, $2)`,
      [tokenHash(state), browserHash],
    );
    if (!found) return null;
    const now = this.clock.now();
    return this.uow.run(found.council_id, async (tx) => {
      const attempt = await tx.findOneOrFail(SignInAttempt, {
        where: {id: found.attempt_id},
        lock: {mode: 'pessimistic_write'},
      });
      if (attempt.usedAt || attempt.expiresAt <= now) return null;
      await tx.update(SignInAttempt, {id: attempt.id}, {usedAt: now});
      return attempt;
    });
  }

  private async claims(provider: IdentityProvider, attempt: SignInAttempt, address: URL): Promise<Claims> {
    const configuration = await this.issuers.configuration(provider);
    try {
      const tokens = await authorizationCodeGrant(configuration, address, {
        expectedState: address.searchParams.get('state') ?? '',
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        ...(attempt.fresh ? {maxAge: FRESH_SECONDS} : {}),
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('no ID token');
      return {...(await userInfo(configuration, tokens.access_token, claims)), ...claims};
    } catch (error) {
      if (error instanceof AuthorizationResponseError) throw signInCancelled();
      if (notReached(error)) throw this.issuers.unavailable(provider, error);
      throw this.refused(provider, protocolWords(error));
    }
  }

  private refused(provider: IdentityProvider, why: string): Error {
    this.log.warn({provider: provider.code, refused: why});
    return returnRefused();
  }
}

/** Issuers that keep the ID token small say the rest when asked. */
async function userInfo(configuration: Configuration, accessToken: string, claims: Claims): Promise<object> {
  if (typeof claims.email === 'string' || !configuration.serverMetadata().userinfo_endpoint) return {};
  return fetchUserInfo(configuration, accessToken, claims.sub);
}

function notReached(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof ClientError && NOT_REACHED.includes(error.code ?? '');
}
