import {Injectable} from '@nestjs/common';
import {invalid, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {signInRules} from '../accounts/sign-in-rules.js';
import {FreshSignIn} from '../accounts/fresh-sign-in.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {confirmedFactors} from './confirmed-factors.js';
import {RecoveryCode} from './recovery-code.entity.js';
import {RecoveryCodes} from './recovery-codes.js';
import {SecondFactor, type SecondFactorKind} from './second-factor.entity.js';

export interface OwnSecondFactor {
  id: string;
  kind: SecondFactorKind;
  name: string;
  addedAt: Date;
  lastUsedAt: Date | null;
}

export interface OwnSecondFactors {
  factors: OwnSecondFactor[];
  recoveryCodesLeft: number;
  /** Whether their council asks for one of them. */
  needed: boolean;
}

/** What somebody has set up beside their password; seeing, removing, and new recovery codes. */
@Injectable()
export class OwnSecondFactorsDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly recovery: RecoveryCodes,
    private readonly fresh: FreshSignIn,
    private readonly audit: AuditTrail,
  ) {}

  list({councilId, accountId, personId}: Principal): Promise<OwnSecondFactors> {
    return this.uow.run(councilId, async (tx) => ({
      factors: (await confirmedFactors(tx, accountId)).map(({id, kind, name, createdAt, lastUsedAt}) => ({
        ...{id, kind, name, lastUsedAt},
        addedAt: createdAt,
      })),
      recoveryCodesLeft: await this.recovery.left(tx, accountId),
      needed: (await signInRules(tx, personId)).secondFactor,
    }));
  }

  /** @throws NOT_FOUND, FRESH_SIGN_IN_NEEDED, VALIDATION_FAILED for the last one where the council asks for one */
  async remove(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const all = await confirmedFactors(tx, principal.accountId);
      const one = all.find((each) => each.id === id);
      if (!one) throw notFound('second factor');
      await this.fresh.require(tx, principal);
      const {secondFactor} = await signInRules(tx, principal.personId);
      if (all.length === 1 && secondFactor) {
        throw invalid({field: 'id', message: 'Your council asks for a second factor. Set up another one first.'});
      }
      const gone = {secret: null, credentialId: null, publicKey: null, removedAt: () => 'now()'};
      await tx.update(SecondFactor, {id}, gone);
      if (all.length === 1) await tx.delete(RecoveryCode, {accountId: principal.accountId});
      await this.record(tx, principal, 'second_factor.removed', {kind: one.kind});
    });
  }

  /** @throws FRESH_SIGN_IN_NEEDED, NOT_FOUND when there is nothing that they would stand in for */
  async renewRecoveryCodes(principal: Principal): Promise<string[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      if ((await confirmedFactors(tx, principal.accountId)).length === 0) throw notFound('second factor');
      await this.fresh.require(tx, principal);
      const codes = await this.recovery.renew(tx, principal);
      await this.record(tx, principal, 'recovery_codes.renewed');
      return codes;
    });
  }

  private record(tx: Tx, principal: Principal, action: string, after?: object): Promise<void> {
    const subject = {kind: 'person', id: principal.personId};
    return this.audit.record(tx, {...by(principal), action, subject, after});
  }
}
