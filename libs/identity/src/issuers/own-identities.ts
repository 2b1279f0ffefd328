import {Injectable} from '@nestjs/common';
import {notFound} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {Account} from '../accounts/account.entity.js';
import {FreshSignIn} from '../accounts/fresh-sign-in.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {IdentityProvider} from './identity-provider.entity.js';
import {lastWay} from './issuer.errors.js';
import {SignInIdentity} from './sign-in-identity.entity.js';

export interface OwnWays {
  email: string | null;
  hasPassword: boolean;
  identities: {id: string; label: string; linkedAt: Date}[];
}

/** How one signs in to one's own account, whomever one acts for. */
@Injectable()
export class OwnIdentities {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fresh: FreshSignIn,
    private readonly audit: AuditTrail,
  ) {}

  read({councilId, accountId}: Principal): Promise<OwnWays> {
    return this.uow.run(councilId, async (tx) => {
      const {email, passwordHash} = await tx.findOneByOrFail(Account, {id: accountId});
      const identities = await tx.query<OwnWays['identities']>(
        `SELECT i.id, p.label, i.linked_at AS "linkedAt" FROM sign_in_identity i
         JOIN identity_provider p ON p.id = i.provider_id WHERE i.account_id = $1 ORDER BY i.linked_at, i.id`,
        [accountId],
      );
      return {email, hasPassword: passwordHash !== null, identities};
    });
  }

  /** @throws FRESH_SIGN_IN_NEEDED, NOT_FOUND, LAST_WAY_TO_SIGN_IN */
  async unlink(principal: Principal, id: string): Promise<void> {
    const {councilId, accountId, personId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        await this.fresh.require(tx, principal);
        // One at a time: two at once would each find the other still there.
        const {email} = await tx.findOneOrFail(Account, {where: {id: accountId}, lock: {mode: 'pessimistic_write'}});
        const identity = await tx.findOneBy(SignInIdentity, {id, accountId});
        if (!identity) throw notFound('sign-in');
        if (email === null && (await tx.countBy(SignInIdentity, {accountId})) === 1) throw lastWay();
        const {code} = await tx.findOneByOrFail(IdentityProvider, {id: identity.providerId});
        await tx.delete(SignInIdentity, {id});
        await this.audit.record(tx, {
          ...by(principal),
          action: 'identity.unlinked',
          subject: {kind: 'person', id: personId},
          before: {provider: code},
        });
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'sign_in_identity_last_way') throw lastWay();
      throw error;
    }
  }
}
