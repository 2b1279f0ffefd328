import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail} from '../audit/audit-trail.js';
import type {CouncilSignIn} from './council-sign-in.entity.js';
import {deviceName} from './device-name.js';
import {PendingSignIn} from './pending-sign-in.entity.js';
import {Session} from './session.entity.js';
import {newToken, Sessions, tokenHash} from './sessions.js';
import {hasSecondFactor, type SignInMethod} from './sign-in-method.js';
import {confirmedFactors} from '../second-factor/confirmed-factors.js';
import {signInElsewhere, signInRules} from './sign-in-rules.js';

/** How long somebody may take to find their telephone. */
const PENDING_MINUTES = 10;

export interface SignInAccount {
  accountId: string;
  personId: string;
  councilId: string;
}

export interface Beginning {
  account: SignInAccount;
  /** What they have shown, in order. */
  methods: readonly SignInMethod[];
  /** As the browser calls itself; only its plain name is kept. */
  userAgent?: string | undefined;
}

/** Somebody has a session: its token for a cookie or a header. */
export interface SignedIn {
  done: true;
  token: string;
  /** When it ends unless it is used before. */
  expiresAt: Date;
  /** When it ends, however much it is used. */
  endsAt: Date;
  principal: Principal;
}

/** A second factor is still to be shown, or to be set up first. The token opens nothing else. */
export interface SecondFactorNeeded {
  done: false;
  token: string;
  expiresAt: Date;
}

/** What everybody uses who signs somebody in, once a first factor was right. The council is that of the account. */
@Injectable()
export class BeginSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * A session with a new token, or what stands before it.
   * @param tx of the account's own council
   * @throws LOCAL_SIGN_IN_NOT_ALLOWED where the council’s staff sign in through its own issuer only
   */
  async run(tx: Tx, {account, methods, userAgent}: Beginning): Promise<SignedIn | SecondFactorNeeded> {
    const rules = await signInRules(tx, account.personId);
    if (!rules.localAccounts && !methods.includes('oidc')) throw signInElsewhere();
    const device = deviceName(userAgent);
    if (!hasSecondFactor(methods) && (rules.secondFactor || (await this.wants(tx, account, methods)))) {
      return this.pending(tx, account, methods, device);
    }
    return this.begin(tx, account, methods, device, rules);
  }

  /** @param tx of the account's own council */
  async begin(
    tx: Tx,
    {accountId, personId, councilId}: SignInAccount,
    methods: readonly SignInMethod[],
    device: string,
    {idleMinutes, absoluteMinutes}: Pick<CouncilSignIn, 'idleMinutes' | 'absoluteMinutes'>,
  ): Promise<SignedIn> {
    const token = newToken();
    await tx.insert(Session, {
      ...{councilId, accountId, methods: [...methods], device, idleMinutes},
      tokenHash: tokenHash(token),
      expiresAt: () => `now() + ${idleMinutes} * interval '1 minute'`,
      endsAt: () => `now() + ${absoluteMinutes} * interval '1 minute'`,
    });
    await this.audit.record(tx, {
      councilId,
      actorId: personId,
      action: 'session.started',
      subject: {kind: 'person', id: personId},
      after: {methods},
    });
    const principal = await this.sessions.principal(token, null, tx);
    if (!principal) throw new Error('a session that has just begun is not there');
    return {done: true, token, expiresAt: principal.expiresAt, endsAt: principal.endsAt, principal};
  }

  /** Who has set up a second factor of their own accord is asked for it, unless an issuer looks after their sign-in. */
  private async wants(tx: Tx, {accountId}: SignInAccount, methods: readonly SignInMethod[]): Promise<boolean> {
    return !methods.includes('oidc') && (await confirmedFactors(tx, accountId)).length > 0;
  }

  private async pending(
    tx: Tx,
    {accountId, councilId}: SignInAccount,
    methods: readonly SignInMethod[],
    device: string,
  ): Promise<SecondFactorNeeded> {
    const token = newToken();
    const expiresAt = new Date(Date.now() + PENDING_MINUTES * 60_000);
    const shown = {councilId, accountId, methods: [...methods], device};
    await tx.insert(PendingSignIn, {...shown, tokenHash: tokenHash(token), expiresAt});
    return {done: false, token, expiresAt};
  }
}
