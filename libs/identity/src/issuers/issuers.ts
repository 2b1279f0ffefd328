import {Inject, Injectable, Logger} from '@nestjs/common';
import {Clock} from '@app/kernel';
import {Environment} from '@app/platform';
import {
  allowInsecureRequests,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  type ClientAuth,
  type ServerMetadata,
} from 'openid-client';
import {clientProof} from './client-proof.js';
import type {IdentityProvider} from './identity-provider.entity.js';
import {issuerUnavailable} from './issuer.errors.js';

const KNOWN_FOR_MS = 5 * 60_000;
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/;

/** Speaks with issuers: where their endpoints are, and who we are to them. */
@Injectable()
export class Issuers {
  private readonly log = new Logger('Signing in');
  private readonly known = new Map<string, {metadata: ServerMetadata; readAt: number}>();

  constructor(
    @Inject(Environment) private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** Whether the key or secret that a provider names is there. */
  hasSecret(provider: Pick<IdentityProvider, 'secretName'>): boolean {
    return this.environment.signInSecrets.has(provider.secretName);
  }

  /**
   * What a sign-in needs of the issuer. Its keys are in none of it: they are read anew for each answer, so that one
   * that it has taken back is worth nothing from then on, and a new one works at once.
   * @throws ISSUER_UNAVAILABLE
   */
  async configuration(provider: IdentityProvider): Promise<Configuration> {
    try {
      const proof = await this.proof(provider);
      const metadata = await this.metadata(provider, proof);
      const configuration = new Configuration(metadata, provider.clientId, undefined, proof);
      configuration.timeout = this.environment.ISSUER_DEADLINE_SECONDS;
      if (this.plainAllowed(provider)) allowInsecureRequests(configuration);
      enableNonRepudiationChecks(configuration);
      return configuration;
    } catch (error) {
      throw this.unavailable(provider, error);
    }
  }

  /** Says why in the log, in the words of the protocol; what the issuer said of anybody is not in it. */
  unavailable(provider: IdentityProvider, error: unknown): Error {
    this.log.error({provider: provider.code, error: protocolWords(error)});
    return issuerUnavailable(provider.label);
  }

  private async metadata(provider: IdentityProvider, proof: ClientAuth): Promise<ServerMetadata> {
    const now = this.clock.now().getTime();
    const known = this.known.get(provider.issuer);
    if (known && now - known.readAt < KNOWN_FOR_MS) return known.metadata;
    const found = await discovery(new URL(provider.issuer), provider.clientId, undefined, proof, {
      timeout: this.environment.ISSUER_DEADLINE_SECONDS,
      execute: this.plainAllowed(provider) ? [allowInsecureRequests] : [],
    });
    const metadata = found.serverMetadata();
    this.known.set(provider.issuer, {metadata, readAt: now});
    return metadata;
  }

  private proof(provider: IdentityProvider): Promise<ClientAuth> {
    const secret = this.environment.signInSecrets.get(provider.secretName);
    if (!secret) throw new Error(`SIGN_IN_SECRET_${provider.secretName} is not set`);
    return clientProof(provider.proof, secret, provider.keyId);
  }

  /** Without TLS only on this machine, and never in production. */
  private plainAllowed({issuer}: IdentityProvider): boolean {
    return !this.environment.production && LOOPBACK.test(issuer);
  }
}

/** Its name, code and message: what else an error of the protocol carries may be about somebody. */
export function protocolWords(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}: ${error.message}`;
}
