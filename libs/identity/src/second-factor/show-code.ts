import {Injectable} from '@nestjs/common';
import type {SignedIn} from '../accounts/begin-session.js';
import {Throttle, type TriedFrom} from '../accounts/throttle.js';
import type {Tx} from '@app/platform';
import {AuthenticatorApp} from './authenticator-app.js';
import {PendingSignIns} from './pending-sign-ins.js';
import {RecoveryCodes} from './recovery-codes.js';

/** Ends signing in with a code: of the authenticator app, or one of those that were written down. */
@Injectable()
export class ShowCode {
  constructor(
    private readonly pending: PendingSignIns,
    private readonly app: AuthenticatorApp,
    private readonly recovery: RecoveryCodes,
    private readonly throttle: Throttle,
  ) {}

  /** @throws SIGN_IN_AGAIN, WRONG_CODE, TOO_MANY_TRIES */
  async run(token: string, code: string, from: TriedFrom = {}): Promise<SignedIn> {
    const pending = await this.pending.of(token);
    const {accountId} = pending.account;
    const succeeded = await this.throttle.attemptCode(accountId, from);
    const signedIn = await this.pending.finish(pending, (tx) => this.read(tx, accountId, code));
    await succeeded();
    return signedIn;
  }

  async read(tx: Tx, accountId: string, code: string): Promise<'totp' | 'recovery_code' | null> {
    if (await this.app.use(tx, accountId, code)) return 'totp';
    return (await this.recovery.use(tx, accountId, code)) ? 'recovery_code' : null;
  }
}
