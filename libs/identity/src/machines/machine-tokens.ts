import {Injectable} from '@nestjs/common';
import {DomainError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {DataSource, LessThan} from 'typeorm';
import type {Principal} from '../access/principal.js';
import {RefusalLog} from '../accounts/refusal-log.js';
import {newToken, tokenHash} from '../accounts/sessions.js';
import {Throttle, type TriedFrom} from '../accounts/throttle.js';
import {AuditTrail} from '../audit/audit-trail.js';
import {MachineSecret, MachineToken} from './machine-client.entity.js';
import {permissionsOfScopes, type Scope} from './scopes.js';

const TOKEN_MINUTES = 30;
const TOKEN = /^m_[A-Za-z0-9_-]{43}$/;

/** By all of its shape: one session's token in four thousand begins with the same two letters. */
export const isMachineToken = (token: string): boolean => TOKEN.test(token);

export interface GivenToken {
  token: string;
  expiresInSeconds: number;
  scopes: Scope[];
}

/** Client credentials (RFC 6749, 4.4): a secret for a token that is good for half an hour. */
@Injectable()
export class MachineTokens {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly throttle: Throttle,
    private readonly audit: AuditTrail,
    private readonly refused: RefusalLog,
  ) {}

  /**
   * @param wanted some of its scopes; without it all of them
   * @throws INVALID_CLIENT, INVALID_SCOPE, TOO_MANY_TRIES
   */
  async give(clientId: string, secret: string, wanted: string[] | null, from: TriedFrom = {}): Promise<GivenToken> {
    const succeeded = await this.throttle.attempt(`machine ${clientId}`, from);
    const [found] = await this.dataSource.query<
      {secret_id: string; client_id: string; council_id: string; person_id: string; scopes: Scope[]}[]
    >(`SELECT * FROM machine_secret_by_hash($1)`, [tokenHash(secret)]);
    if (!found || found.client_id !== clientId) {
      this.refused.tell('a program was not let in', {who: clientId, where: from.address ?? ''});
      throw invalidClient();
    }
    await succeeded();
    const scopes = found.scopes.filter((scope) => wanted === null || wanted.includes(scope));
    if (scopes.length === 0 || (wanted !== null && scopes.length < new Set(wanted).size)) throw invalidScope();
    const token = `m_${newToken()}`;
    const {council_id: councilId, person_id: actorId} = found;
    await this.uow.run(councilId, async (tx) => {
      const expiresAt = new Date(Date.now() + TOKEN_MINUTES * 60_000);
      await tx.delete(MachineToken, {clientId, expiresAt: LessThan(new Date())});
      const given = {councilId, clientId, secretId: found.secret_id, tokenHash: tokenHash(token)};
      await tx.insert(MachineToken, {...given, scopes, expiresAt});
      await tx.update(MachineSecret, {id: found.secret_id}, {lastUsedAt: () => 'now()'});
      const subject = {kind: 'machine_client', id: clientId};
      await this.audit.record(tx, {councilId, actorId, action: 'machine.token_given', subject, after: {scopes}});
    });
    return {token, expiresInSeconds: TOKEN_MINUTES * 60, scopes};
  }

  /** Who a token belongs to; null when it is none of a client, has run out, or the client or its secret was revoked. */
  async principal(token: string): Promise<Principal | null> {
    if (!isMachineToken(token)) return null;
    const [row] = await this.dataSource.query<MachineRow[]>(`SELECT * FROM machine_by_token($1)`, [tokenHash(token)]);
    if (!row) return null;
    if (row.unseen) await this.dataSource.query(`SELECT machine_seen($1)`, [row.client_id]);
    return {
      ...{sessionId: row.token_id, councilId: row.council_id, councilName: row.council_name},
      ...{accountId: row.client_id, personId: row.person_id, name: row.name},
      ...{roles: [], permissions: permissionsOfScopes(row.scopes), actingFor: null, methods: []},
      ...{
        authenticatedAt: row.created_at,
        expiresAt: row.expires_at,
        endsAt: row.expires_at,
        idleMinutes: TOKEN_MINUTES,
      },
    };
  }
}

interface MachineRow {
  token_id: string;
  client_id: string;
  council_id: string;
  council_name: string;
  person_id: string;
  name: string;
  scopes: Scope[];
  created_at: Date;
  expires_at: Date;
  unseen: boolean;
}

function invalidClient(): DomainError {
  return new DomainError('unauthenticated', 'INVALID_CLIENT', 'This client id or secret is not right, or was revoked.');
}

function invalidScope(): DomainError {
  return new DomainError('invalid', 'INVALID_SCOPE', 'This client may not ask for that scope.', {
    fields: [{field: 'scope', message: 'This client may not ask for that scope.'}],
  });
}
