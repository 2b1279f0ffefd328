import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {AuditTrail} from '../audit/audit-trail.js';
import type {SignInAccount} from '../accounts/begin-session.js';
import type {IdentityProvider} from './identity-provider.entity.js';
import {linkedElsewhere} from './issuer.errors.js';
import {SignInIdentity} from './sign-in-identity.entity.js';
import type {Vouched} from './vouched.js';

/** Writes down that an issuer's somebody is the owner of an account. Whoever calls it knows that they want it so. */
@Injectable()
export class LinkIdentity {
  constructor(private readonly audit: AuditTrail) {}

  /** @throws IDENTITY_LINKED */
  async keep(
    tx: Tx,
    {id: providerId, code, councilId}: IdentityProvider,
    {issuer, subject}: Pick<Vouched, 'issuer' | 'subject'>,
    {accountId, personId}: SignInAccount,
  ): Promise<void> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO sign_in_identity (council_id, account_id, provider_id, issuer, subject) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (council_id, issuer, subject) DO NOTHING RETURNING id`,
      [councilId, accountId, providerId, issuer, subject],
    );
    const linked = rows.length > 0 || (await tx.existsBy(SignInIdentity, {issuer, subject, accountId}));
    if (!linked) throw linkedElsewhere();
    await this.audit.record(tx, {
      councilId,
      actorId: personId,
      action: 'identity.linked',
      subject: {kind: 'person', id: personId},
      after: {provider: code},
    });
  }
}
