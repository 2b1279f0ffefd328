import {Injectable} from '@nestjs/common';
import {DomainError} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {BeginSession, type SignedIn, type SignInAccount} from '../accounts/begin-session.js';
import {RefusalLog} from '../accounts/refusal-log.js';
import {PendingSignIn} from '../accounts/pending-sign-in.entity.js';
import {tokenHash} from '../accounts/sessions.js';
import type {SignInMethod} from '../accounts/sign-in-method.js';
import {signInRules} from '../accounts/sign-in-rules.js';
import {confirmedFactors} from './confirmed-factors.js';

/** Who stands between their first factor and their second. */
export interface Pending {
  id: string;
  account: SignInAccount;
  /** What they can show; nothing yet when they have to set one up first. */
  ways: {totp: boolean; passkey: boolean};
}

/** Reads and ends what stands between a first factor and a second. */
@Injectable()
export class PendingSignIns {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly begin: BeginSession,
    private readonly refused: RefusalLog,
  ) {}

  /** @throws SIGN_IN_AGAIN when there is none, it took too long, or there were too many wrong codes */
  async of(token: string): Promise<Pending> {
    const [row] = await this.dataSource.query<
      {pending_id: string; council_id: string; account_id: string; person_id: string}[]
    >(`SELECT * FROM pending_sign_in_by_token($1)`, [tokenHash(token)]);
    if (!row) throw signInAgain();
    const account = {accountId: row.account_id, councilId: row.council_id, personId: row.person_id};
    const factors = await this.uow.run(account.councilId, (tx) => confirmedFactors(tx, account.accountId));
    const has = (kind: string) => factors.some((each) => each.kind === kind);
    return {id: row.pending_id, account, ways: {totp: has('totp'), passkey: has('passkey')}};
  }

  /**
   * Looks at a second factor, and begins the session when it is right. A wrong one is counted, and stays counted.
   * @param shown which factor it was; null when it was not right
   * @throws SIGN_IN_AGAIN, WRONG_CODE
   */
  async finish(
    pending: Pending,
    shown: (tx: Tx, row: PendingSignIn) => Promise<SignInMethod | null>,
  ): Promise<SignedIn> {
    const {account} = pending;
    const signedIn = await this.uow.run(account.councilId, async (tx) => {
      const row = await tx.findOne(PendingSignIn, {where: {id: pending.id}, lock: {mode: 'pessimistic_write'}});
      if (!row || row.usedAt) throw signInAgain();
      const method = await shown(tx, row);
      if (!method) {
        await tx.update(PendingSignIn, {id: row.id}, {tries: row.tries + 1, challenge: null});
        return null;
      }
      await tx.update(PendingSignIn, {id: row.id}, {usedAt: () => 'now()', challenge: null});
      const rules = await signInRules(tx, account.personId);
      return this.begin.begin(tx, account, [...row.methods, method], row.device, rules);
    });
    if (!signedIn) {
      this.refused.tell('a second step failed', {who: account.accountId});
      throw wrongCode();
    }
    return signedIn;
  }
}

function signInAgain(): DomainError {
  return new DomainError('unauthenticated', 'SIGN_IN_AGAIN', 'This took too long. Start signing in again.');
}

function wrongCode(): DomainError {
  return new DomainError('unauthenticated', 'WRONG_CODE', 'This code is not right, or has been used already.', {
    fields: [{field: 'code', message: 'This code is not right, or has been used already.'}],
  });
}
