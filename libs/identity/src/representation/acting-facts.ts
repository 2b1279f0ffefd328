import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {ContactWay} from '../behalf/behalf-contact.entity.js';
import type {Area, RepresentationKind} from './powers.js';

export interface RepresentationFact {
  id: string;
  kind: RepresentationKind;
  holder: {id: string; name: string};
  representative: {id: string; name: string};
}

/** Who did something, when it was not the person whom it is about. */
export interface ActedFor {
  actor: {id: string; name: string};
  forId: string;
  how: ContactWay | null;
}

/** What is to be told of who acts for whom. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class ActingFacts {
  constructor(private readonly clock: Clock) {}

  async representation(tx: Tx, id: string): Promise<RepresentationFact | null> {
    const [fact] = await tx.query<RepresentationFact[]>(
      `SELECT r.id, r.kind, json_build_object('id', h.id, 'name', h.name) AS holder,
              json_build_object('id', p.id, 'name', p.name) AS representative
       FROM representation r JOIN person h ON h.id = r.holder_id JOIN person p ON p.id = r.representative_id WHERE r.id = $1`,
      [id],
    );
    return fact ?? null;
  }

  /** Of a record of capacity: whose, for what, and who stood in for it until then. */
  async capacity(tx: Tx, id: string): Promise<{person: string; area: Area; stoodIn: string[]} | null> {
    const [fact] = await tx.query<{person: string; area: Area; stoodIn: string[]}[]>(
      `SELECT p.name AS person, c.area, ARRAY(
         SELECT DISTINCT r.representative_id FROM representation r
         WHERE r.holder_id = c.person_id AND r.kind IN ('authorised', 'deputy', 'attorney') AND c.area = ANY (r.areas)
           AND r.revoked_at IS NULL AND $2 BETWEEN r.starts_on AND coalesce(r.ends_on, $2)) AS "stoodIn"
       FROM capacity_record c JOIN person p ON p.id = c.person_id WHERE c.id = $1`,
      [id, londonDay(this.clock.now())],
    );
    return fact ?? null;
  }

  /** By what the audit trail says; null when whoever did it did it for themselves. */
  async actedFor(tx: Tx, action: string, subjectId: string): Promise<ActedFor | null> {
    const [row] = await tx.query<{id: string; name: string; forId: string | null; how: ContactWay | null}[]>(
      `SELECT p.id, p.name, e.for_id AS "forId", e.after ->> 'told_by' AS how
       FROM audit_entry e JOIN person p ON p.id = e.actor_id
       WHERE e.subject_id = $2 AND e.action = $1 ORDER BY e.id DESC LIMIT 1`,
      [action, subjectId],
    );
    return row?.forId ? {actor: {id: row.id, name: row.name}, forId: row.forId, how: row.how} : null;
  }
}
