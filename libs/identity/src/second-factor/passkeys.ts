import {randomBytes, timingSafeEqual} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {invalid} from '@app/kernel';
import {databaseError, Secrets, UnitOfWork, type Tx} from '@app/platform';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type {Principal} from '../access/principal.js';
import {Account} from '../accounts/account.entity.js';
import type {SignedIn} from '../accounts/begin-session.js';
import {FreshSignIn} from '../accounts/fresh-sign-in.js';
import {PendingSignIn} from '../accounts/pending-sign-in.entity.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {confirmedFactors} from './confirmed-factors.js';
import {PendingSignIns} from './pending-sign-ins.js';
import {RecoveryCodes} from './recovery-codes.js';
import {SecondFactor} from './second-factor.entity.js';

/** For whom a passkey is made: the name under which people open the pages. */
export interface RelyingParty {
  id: string;
  origin: string;
}

const UNIQUE_VIOLATION = '23505';
const CHALLENGE_MINUTES = 10;

/** Passkeys and security keys (WebAuthn) as a second factor: the browser signs what we made up for this one time. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly pending: PendingSignIns,
    private readonly recovery: RecoveryCodes,
    private readonly fresh: FreshSignIn,
    private readonly audit: AuditTrail,
  ) {}

  /** What the browser needs to make a new one. @throws FRESH_SIGN_IN_NEEDED */
  async offer(principal: Principal, rp: RelyingParty): Promise<object> {
    const {councilId, accountId, name} = principal;
    const [account, factors] = await this.uow.run(councilId, async (tx) => {
      await this.fresh.require(tx, principal);
      return [await tx.findOneByOrFail(Account, {id: accountId}), await confirmedFactors(tx, accountId)] as const;
    });
    return generateRegistrationOptions({
      ...{rpName: 'Alongside', rpID: rp.id, attestationType: 'none'},
      ...{userID: new TextEncoder().encode(accountId), userName: account.email ?? name, userDisplayName: name},
      challenge: this.challengeFor(accountId),
      excludeCredentials: descriptors(factors),
      authenticatorSelection: {residentKey: 'preferred', userVerification: 'preferred'},
    });
  }

  /**
   * Takes what the browser made.
   * @returns codes for the day when it is lost, when this is the first second factor
   * @throws VALIDATION_FAILED, FRESH_SIGN_IN_NEEDED
   */
  async add(principal: Principal, rp: RelyingParty, answer: unknown, name: string): Promise<string[]> {
    const {councilId, accountId} = principal;
    const made = await verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON,
      expectedChallenge: (challenge) => this.isChallengeFor(accountId, challenge),
      ...{expectedOrigin: rp.origin, expectedRPID: rp.id, requireUserVerification: false},
    }).catch(() => null);
    if (!made?.verified) throw notTaken();
    const {id: credentialId, publicKey, counter, transports} = made.registrationInfo.credential;
    const passkey = {councilId, accountId, kind: 'passkey' as const, name, credentialId, counter};
    return this.uow
      .run(councilId, async (tx) => {
        await this.fresh.require(tx, principal);
        const before = await confirmedFactors(tx, accountId);
        await tx.insert(SecondFactor, {
          ...passkey,
          publicKey: Buffer.from(publicKey),
          transports: transports ?? [],
          confirmedAt: () => 'now()',
        });
        const subject = {kind: 'person', id: principal.personId};
        await this.audit.record(tx, {
          ...by(principal),
          action: 'second_factor.added',
          subject,
          after: {kind: 'passkey'},
        });
        return before.length === 0 ? this.recovery.renew(tx, principal) : [];
      })
      .catch((error: unknown) => {
        throw databaseError(error)?.code === UNIQUE_VIOLATION ? notTaken() : error;
      });
  }

  /** What the browser needs to sign somebody in with one that they have. @throws SIGN_IN_AGAIN */
  async ask(token: string, rp: RelyingParty): Promise<object> {
    const {id, account} = await this.pending.of(token);
    return this.uow.run(account.councilId, async (tx) => {
      const allowCredentials = descriptors(await confirmedFactors(tx, account.accountId));
      const options = await generateAuthenticationOptions({
        ...{rpID: rp.id, allowCredentials, userVerification: 'preferred'},
      });
      await tx.update(PendingSignIn, {id}, {challenge: options.challenge});
      return options;
    });
  }

  /** Ends signing in with a passkey. @throws SIGN_IN_AGAIN, WRONG_CODE */
  async show(token: string, rp: RelyingParty, answer: unknown): Promise<SignedIn> {
    const pending = await this.pending.of(token);
    return this.pending.finish(pending, async (tx, {challenge}) => {
      const right = challenge !== null && (await this.verify(tx, pending.account.accountId, challenge, rp, answer));
      return right ? 'passkey' : null;
    });
  }

  private async verify(tx: Tx, accountId: string, challenge: string, rp: RelyingParty, answer: unknown) {
    const response = answer as AuthenticationResponseJSON;
    const one = (await confirmedFactors(tx, accountId)).find((each) => each.credentialId === response?.id);
    if (!one?.credentialId || !one.publicKey) return false;
    const shown = await verifyAuthenticationResponse({
      ...{response, expectedChallenge: challenge, expectedOrigin: rp.origin, expectedRPID: rp.id},
      requireUserVerification: false,
      credential: {id: one.credentialId, publicKey: new Uint8Array(one.publicKey), counter: one.counter},
    }).catch(() => null);
    if (!shown?.verified) return false;
    const counter = shown.authenticationInfo.newCounter;
    await tx.update(SecondFactor, {id: one.id}, {counter, lastUsedAt: () => 'now()'});
    return true;
  }

  /** Says itself whom it was made for and until when, so that it has to be kept nowhere. */
  private challengeFor(accountId: string): Uint8Array<ArrayBuffer> {
    const head = Buffer.alloc(24);
    randomBytes(16).copy(head);
    head.writeBigUInt64BE(BigInt(Date.now() + CHALLENGE_MINUTES * 60_000), 16);
    return new Uint8Array(Buffer.concat([head, this.mark(accountId, head)]));
  }

  private isChallengeFor(accountId: string, challenge: string): boolean {
    const bytes = Buffer.from(challenge, 'base64url');
    if (bytes.length !== 56) return false;
    const head = bytes.subarray(0, 24);
    return timingSafeEqual(bytes.subarray(24), this.mark(accountId, head)) && head.readBigUInt64BE(16) > Date.now();
  }

  private mark(accountId: string, head: Buffer): Buffer {
    return this.secrets.digest('passkey', accountId, head.toString('base64url'));
  }
}

function descriptors(factors: readonly SecondFactor[]) {
  return factors.flatMap(({credentialId, transports}) =>
    credentialId ? [{id: credentialId, transports: transports as AuthenticatorTransport[]}] : [],
  );
}

function notTaken() {
  return invalid({field: 'answer', message: 'We could not add this passkey. Try again.'});
}
