import {Injectable} from '@nestjs/common';
import {forbidden, invalid, notFound} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {In, IsNull} from 'typeorm';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {RecoveryCode} from '../second-factor/recovery-code.entity.js';
import {SecondFactor} from '../second-factor/second-factor.entity.js';
import {requirePermission, requireText} from '../representation/requires.js';
import {Account} from './account.entity.js';
import {FreshSignIn} from './fresh-sign-in.js';
import {Session} from './session.entity.js';

export interface AccountView {
  personId: string;
  name: string;
  /** Sessions that are open, and second steps that are set up. */
  sessions: number;
  secondSteps: number;
}

export const SECOND_STEP_RESET = 'second_factor.reset';
const MOST_FOUND = 20;

/** For the council's administrator: ends somebody's sessions, and gives a way back to who has lost every second step. */
@Injectable()
export class AccountDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fresh: FreshSignIn,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws FORBIDDEN, VALIDATION_FAILED for next to nothing */
  find(principal: Principal, name: string): Promise<AccountView[]> {
    requirePermission(principal, 'sign_in:configure');
    const words = name.normalize('NFC').trim().split(/\s+/).filter(Boolean);
    if (words.join('').length < 2 || name.length > 200)
      throw invalid({field: 'name', message: 'Enter at least 2 letters of the name.'});
    const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<AccountView[]>(`${VIEW} WHERE p.name ILIKE ALL ($1) ORDER BY p.name, p.id LIMIT ${MOST_FOUND}`, [
        patterns,
      ]),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, personId: string): Promise<AccountView> {
    requirePermission(principal, 'sign_in:configure');
    return this.uow.run(principal.councilId, async (tx) => {
      const [found] = await tx.query<AccountView[]>(`${VIEW} WHERE p.id = $1`, [personId]);
      if (!found) throw notFound('account');
      return found;
    });
  }

  /** Every one, at once. @throws FORBIDDEN also for one's own, NOT_FOUND, FRESH_SIGN_IN_NEEDED, VALIDATION_FAILED */
  endSessions(principal: Principal, personId: string, why: string): Promise<void> {
    return this.change(principal, personId, why, 'session.ended_by_admin', (tx, accounts) => endAll(tx, accounts));
  }

  /**
   * Takes every second step and recovery code away, and ends every session. At the next sign-in another is set up.
   * @param why how it is known that it is them who ask
   * @throws as above
   */
  resetSecondSteps(principal: Principal, personId: string, why: string): Promise<void> {
    return this.change(principal, personId, why, SECOND_STEP_RESET, async (tx, accounts) => {
      const gone = {secret: null, credentialId: null, publicKey: null, removedAt: () => 'now()'};
      await tx.update(SecondFactor, {accountId: In(accounts), removedAt: IsNull()}, gone);
      await tx.delete(RecoveryCode, {accountId: In(accounts)});
      await endAll(tx, accounts);
    });
  }

  private change(
    principal: Principal,
    personId: string,
    why: string,
    action: string,
    work: (tx: Tx, accounts: string[]) => Promise<void>,
  ): Promise<void> {
    requirePermission(principal, 'sign_in:configure');
    return this.uow.run(principal.councilId, async (tx) => {
      const accounts = (await tx.findBy(Account, {personId})).map(({id}) => id);
      if (accounts.length === 0) throw notFound('account');
      if (personId === principal.personId) throw forbidden('Ask a colleague to do this for you.');
      const reason = requireText('why', why, 'Say why,', 500);
      await this.fresh.require(tx, principal);
      await work(tx, accounts);
      await this.audit.record(tx, {...by(principal), action, subject: {kind: 'person', id: personId}, reason});
      await this.outbox.publish(tx, principal.councilId, action, personId);
    });
  }
}

async function endAll(tx: Tx, accounts: string[]): Promise<void> {
  await tx.update(Session, {accountId: In(accounts), endedAt: IsNull()}, {endedAt: () => 'now()'});
}

const VIEW = `
  SELECT p.id AS "personId", p.name,
         (SELECT count(*)::int FROM session s WHERE s.account_id = a.id AND s.ended_at IS NULL AND s.expires_at > now()) AS sessions,
         (SELECT count(*)::int FROM second_factor f
          WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL AND f.removed_at IS NULL) AS "secondSteps"
  FROM account a JOIN person p ON p.id = a.person_id`;
