import {Injectable} from '@nestjs/common';
import {DomainError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';
import {BeginSession, type SecondFactorNeeded, type SignedIn} from './begin-session.js';
import {hashPassword, isOutdated, passwordMatches} from './password.js';
import {RefusalLog} from './refusal-log.js';
import {Throttle, type TriedFrom} from './throttle.js';
import {Account} from './account.entity.js';

/** Where somebody signs in from, as far as it is known. */
export interface SignInFrom extends TriedFrom {
  userAgent?: string | undefined;
}

/** With an e-mail address and a password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly begin: BeginSession,
    private readonly throttle: Throttle,
    private readonly refused: RefusalLog,
  ) {}

  /**
   * Starts a new session, or asks for the second factor. The answer is the same for an unknown e-mail and a wrong
   * password, and takes as long.
   * @throws SIGN_IN_FAILED, TOO_MANY_TRIES, LOCAL_SIGN_IN_NOT_ALLOWED
   */
  async run(email: string, password: string, from: SignInFrom = {}): Promise<SignedIn | SecondFactorNeeded> {
    const succeeded = await this.throttle.attempt(email, from);
    const [account] = await this.dataSource.query<
      {account_id: string; person_id: string; council_id: string; password_hash: string}[]
    >(`SELECT * FROM account_by_email($1)`, [email.trim()]);
    const matches = await passwordMatches(account?.password_hash ?? null, password);
    if (!account || !matches) {
      this.refused.tell('a sign-in failed', {who: email, where: from.address ?? ''});
      throw new DomainError('unauthenticated', 'SIGN_IN_FAILED', 'The e-mail address or password is not right.');
    }
    const {account_id: accountId, person_id: personId, council_id: councilId} = account;
    await succeeded();
    const stronger = isOutdated(account.password_hash) ? await hashPassword(password) : null;
    return this.uow.run(councilId, async (tx) => {
      if (stronger) await tx.update(Account, {id: accountId}, {passwordHash: stronger});
      const {userAgent} = from;
      return this.begin.run(tx, {account: {accountId, personId, councilId}, methods: ['password'], userAgent});
    });
  }
}
