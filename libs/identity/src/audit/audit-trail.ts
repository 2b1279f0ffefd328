import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';

export interface AuditRecord {
  councilId: string;
  /** Left out when the service itself acts. */
  actorId?: string | undefined;
  forId?: string | undefined;
  action: string;
  subject: {kind: string; id: string};
  reason?: string | undefined;
  before?: object | undefined;
  after?: object | undefined;
  /** How staff were told to do it, for whom they did: kept with what the record became. */
  contact?: {id: string; how: string} | undefined;
}

/** Who, for whom: spread into an audit record. */
export function by(principal: Principal): Pick<AuditRecord, 'councilId' | 'actorId' | 'forId' | 'contact'> {
  const {councilId, personId: actorId, actingFor} = principal;
  return {councilId, actorId, forId: actingFor?.personId, ...(actingFor?.contact && {contact: actingFor.contact})};
}

/** Writes what was done into the caller's transaction. Writers never wait for the chain: the sealer comes after. */
@Injectable()
export class AuditTrail {
  async record(tx: Tx, entry: AuditRecord): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entry (council_id, actor_id, for_id, action, subject_kind, subject_id, reason, before, after)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        entry.councilId,
        entry.actorId ?? null,
        entry.forId ?? null,
        entry.action,
        entry.subject.kind,
        entry.subject.id,
        entry.reason ?? null,
        entry.before ?? null,
        afterOf(entry),
      ],
    );
  }

  /** Many at once, in one statement. */
  async recordAll(tx: Tx, entries: readonly AuditRecord[]): Promise<void> {
    if (entries.length === 0) return;
    const rows = entries.map(({subject, contact, ...entry}) => ({
      ...entry,
      after: afterOf({...entry, contact}),
      subjectKind: subject.kind,
      subjectId: subject.id,
    }));
    await tx.query(
      `INSERT INTO audit_entry (council_id, actor_id, for_id, action, subject_kind, subject_id, reason, before, after)
       SELECT "councilId", "actorId", "forId", action, "subjectKind", "subjectId", reason, before, after
       FROM jsonb_to_recordset($1) AS e ("councilId" uuid, "actorId" uuid, "forId" uuid, action text, "subjectKind" text,
                                         "subjectId" uuid, reason text, before jsonb, after jsonb)`,
      [JSON.stringify(rows)],
    );
  }

  /**
   * Alike but for what each is about, of what the database has already and need not be sent back.
   * @param found a query for `subject_id` and `after`, whose values begin at `$5`
   */
  async recordFound(
    tx: Tx,
    {councilId, actorId, action, kind}: {councilId: string; actorId: string | null; action: string; kind: string},
    found: string,
    values: readonly unknown[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entry (council_id, actor_id, action, subject_kind, subject_id, after)
       SELECT $1::uuid, $2::uuid, $3, $4, f.subject_id, f.after FROM (${found}) f`,
      [councilId, actorId, action, kind, ...values],
    );
  }
}

function afterOf({after, contact}: Pick<AuditRecord, 'after' | 'contact'>): object | null {
  return contact ? {...after, contact_id: contact.id, told_by: contact.how} : (after ?? null);
}
