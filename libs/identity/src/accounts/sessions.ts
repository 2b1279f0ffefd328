import {createHash, randomBytes} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {invalid} from '@app/kernel';
import {DataSource} from 'typeorm';
import {prepared, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {toPrincipal, type SessionRow} from '../access/to-principal.js';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** 256 random bits: what the browser or program keeps. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What we keep. A random token needs no slow hash. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Reads who a token belongs to, from the database at every request, so that what was revoked is revoked at once. */
@Injectable()
export class Sessions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Using a session keeps it from ending, as long as it may last at all.
   * @param actingFor the person to act for in this request; without it, whom the session has chosen
   * @param tx to read it in, for a session that the same transaction has begun
   * @returns null when the token is unknown, ended or expired
   * @throws VALIDATION_FAILED, NOT_FOUND when the person to act for is nobody they represent, or ever did
   */
  async principal(token: string, actingFor: string | null = null, tx?: Tx): Promise<Principal | null> {
    if (!TOKEN.test(token)) return null;
    const readable = actingFor === null || UUID.test(actingFor);
    const [row] = await prepared<SessionRow[]>(tx ?? this.dataSource, BY_TOKEN, [
      tokenHash(token),
      readable ? actingFor : null,
    ]);
    if (!row) return null;
    if (!readable) throw invalid({field: 'Acting-For', message: 'Give the id of the person you act for.'});
    return toPrincipal(row.unseen ? await this.seen(row) : row);
  }

  /** Written at most once a minute. */
  private async seen(row: SessionRow): Promise<SessionRow> {
    const [seen] = await this.dataSource.query<{expires_at: Date | null}[]>(`SELECT session_seen($1) AS expires_at`, [
      row.session_id,
    ]);
    return {...row, expires_at: seen?.expires_at ?? row.expires_at};
  }
}

/** Its columns by name: what is kept prepared answers the same after a migration has added to them. */
const BY_TOKEN = `
  SELECT s.session_id, s.council_id, s.council_name, s.account_id, s.person_id, s.person_name, s.roles,
         s.acting_for_id, s.acting_for_name, s.acting_for_grants, s.acting_for_behalf,
         f.methods, f.authenticated_at, f.expires_at, f.ends_at, f.idle_minutes, f.unseen
  FROM session_by_token($1, $2) s CROSS JOIN LATERAL session_facts(s.session_id) f`;
