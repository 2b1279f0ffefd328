import {Injectable} from '@nestjs/common';
import {Clock, DomainError, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {RoleGrant} from '../access/role-grant.entity.js';
import type {Role} from '../access/roles.js';
import {AuditTrail} from '../audit/audit-trail.js';
import {Organisation, OrganisationMember} from '../people/organisation.entity.js';
import {Person} from '../people/person.entity.js';
import type {Purpose} from '../links/sign-in-link.entity.js';
import {Account} from './account.entity.js';
import type {SignInAccount} from './begin-session.js';

export interface NewAccount {
  councilId: string;
  name: string;
  /** Proved to be theirs, by a link or by an issuer; null for somebody whom an issuer knows without one. */
  email: string | null;
  passwordHash?: string | null;
  /** Left out for staff, who get their roles from their council. */
  purpose?: Purpose | null;
  /** What they trade as, for who offers a service. */
  organisation?: string | null;
}

/**
 * What somebody gets who opens an account for it. A role lets them use what is theirs: whoever looks for support owns
 * no budget before the council gives them one, and whoever applies is on no register before the council decides.
 */
const ROLE_FOR: Record<Purpose, Role> = {support: 'holder', pa: 'pa', provider: 'provider'};

/** A stranger becomes somebody here, by a name and a way to sign in. Nothing else is asked of them. */
@Injectable()
export class OpenAccount {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws EMAIL_TAKEN */
  async run(tx: Tx, account: NewAccount): Promise<SignInAccount> {
    const {councilId, email, passwordHash = null, purpose = null} = account;
    if (email && (await this.taken(tx, email))) throw emailTaken();
    const name = oneLine(account.name);
    const personId = await added(tx, Person, {councilId, name});
    const accountId = await added(tx, Account, {councilId, personId, email, passwordHash});
    if (purpose) {
      const startsOn = londonDay(this.clock.now());
      await tx.insert(RoleGrant, {councilId, personId, role: ROLE_FOR[purpose], startsOn});
    }
    if (account.organisation) {
      const organisationId = await added(tx, Organisation, {councilId, name: oneLine(account.organisation)});
      await tx.insert(OrganisationMember, {councilId, organisationId, personId});
    }
    await this.audit.record(tx, {
      councilId,
      actorId: personId,
      action: 'account.opened',
      subject: {kind: 'person', id: personId},
      after: {purpose},
    });
    return {accountId, personId, councilId};
  }

  /** An address is one account's, whichever council it belongs to. */
  async taken(tx: Tx, email: string): Promise<boolean> {
    return (await tx.query<unknown[]>(`SELECT account_id FROM account_by_email($1)`, [email])).length > 0;
  }
}

async function added<E extends {id: string}>(tx: Tx, entity: new () => E, row: object): Promise<string> {
  const {identifiers} = await tx.insert<E>(entity, row);
  return (identifiers[0] as {id: string}).id;
}

const oneLine = (text: string) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

export function emailTaken(): DomainError {
  return new DomainError('conflict', 'EMAIL_TAKEN', 'Somebody already signs in with this e-mail address.');
}
