import {Injectable} from '@nestjs/common';
import {DomainError, invalid, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {In, IsNull} from 'typeorm';
import type {Principal} from '../access/principal.js';
import {FreshSignIn} from '../accounts/fresh-sign-in.js';
import {newToken, tokenHash} from '../accounts/sessions.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {Person} from '../people/person.entity.js';
import {MachineClient, MachineSecret} from './machine-client.entity.js';
import {SCOPES} from './scopes.js';

export interface MachineClientView extends Pick<MachineClient, 'id' | 'name' | 'scopes' | 'createdAt' | 'lastUsedAt'> {
  revokedAt: Date | null;
  /** Those that count, newest first. */
  secrets: Pick<MachineSecret, 'id' | 'hint' | 'createdAt' | 'lastUsedAt'>[];
}

export interface NewSecret {
  clientId: string;
  /** Shown this once. */
  secret: string;
}

/** The systems of a council that call the API by themselves: made, given a new secret, revoked. */
@Injectable()
export class MachineClients {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fresh: FreshSignIn,
    private readonly audit: AuditTrail,
  ) {}

  list(principal: Principal): Promise<MachineClientView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const clients = await tx.find(MachineClient, {order: {createdAt: 'DESC', id: 'DESC'}});
      const secrets = await tx.find(MachineSecret, {
        where: {clientId: In(clients.map((each) => each.id)), endedAt: IsNull()},
        order: {createdAt: 'DESC', id: 'DESC'},
      });
      return clients.map((client) => ({...client, secrets: secrets.filter((each) => each.clientId === client.id)}));
    });
  }

  /** @throws VALIDATION_FAILED, FRESH_SIGN_IN_NEEDED */
  async add(principal: Principal, name: string, scopes: readonly string[]): Promise<NewSecret> {
    const {councilId} = principal;
    const known = SCOPES.filter((scope) => scopes.includes(scope));
    if (known.length === 0 || known.length < new Set(scopes).size) {
      throw invalid({field: 'scopes', message: `Choose what it may do: ${SCOPES.join(', ')}.`});
    }
    return this.uow.run(councilId, async (tx) => {
      await this.fresh.require(tx, principal);
      const personId = idOf(await tx.insert(Person, {councilId, name}));
      const client = {councilId, personId, name, scopes: known, createdBy: principal.personId};
      const id = idOf(await tx.insert(MachineClient, client));
      await this.record(tx, principal, id, 'machine.added', {scopes: known});
      return this.secret(tx, councilId, id);
    });
  }

  /** A second secret beside the first, until the first is ended. @throws NOT_FOUND, FRESH_SIGN_IN_NEEDED, TWO_SECRETS */
  rotate(principal: Principal, id: string): Promise<NewSecret> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.live(tx, id);
      await this.fresh.require(tx, principal);
      if ((await tx.countBy(MachineSecret, {clientId: id, endedAt: IsNull()})) >= 2) {
        throw new DomainError(
          'conflict',
          'TWO_SECRETS',
          'It has two secrets. End the one that is no longer used first.',
        );
      }
      await this.record(tx, principal, id, 'machine.secret_added');
      return this.secret(tx, principal.councilId, id);
    });
  }

  /** Tokens that were given for it end with it. @throws NOT_FOUND, FRESH_SIGN_IN_NEEDED */
  async endSecret(principal: Principal, id: string, secretId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await this.live(tx, id);
      const wanted = {id: secretId, clientId: id, endedAt: IsNull()};
      if (!(await tx.existsBy(MachineSecret, wanted))) throw notFound('secret');
      await this.fresh.require(tx, principal);
      await tx.update(MachineSecret, wanted, {endedAt: () => 'now()'});
      await this.record(tx, principal, id, 'machine.secret_ended');
    });
  }

  /** At once: what it was given opens nothing any more. @throws NOT_FOUND, FRESH_SIGN_IN_NEEDED */
  async revoke(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await this.live(tx, id);
      await this.fresh.require(tx, principal);
      await tx.update(MachineClient, {id}, {revokedAt: () => 'now()', revokedBy: principal.personId});
      await this.record(tx, principal, id, 'machine.revoked');
    });
  }

  private async live(tx: Tx, id: string): Promise<void> {
    const lock = {mode: 'for_no_key_update'} as const;
    if (!(await tx.findOne(MachineClient, {where: {id, revokedAt: IsNull()}, lock}))) throw notFound('program');
  }

  private async secret(tx: Tx, councilId: string, clientId: string): Promise<NewSecret> {
    const secret = newToken();
    await tx.insert(MachineSecret, {councilId, clientId, secretHash: tokenHash(secret), hint: secret.slice(-4)});
    return {clientId, secret};
  }

  private record(tx: Tx, principal: Principal, id: string, action: string, after?: object): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'machine_client', id}, after});
  }
}

function idOf({identifiers}: {identifiers: unknown[]}): string {
  return (identifiers[0] as {id: string}).id;
}
