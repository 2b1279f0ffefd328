import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {CONTENT} from './chain.js';

/** An entry of the trail, with what proves it: anybody can compute the hash again from the content and the hash before. */
export interface TrailEntry {
  id: number;
  at: Date;
  actorId: string | null;
  forId: string | null;
  action: string;
  subject: {kind: string; id: string};
  reason: string | null;
  after: Record<string, unknown> | null;
  /** Null while it is not sealed: the sealer is seconds behind. */
  seal: {seq: number; hash: string; previous: string; content: string} | null;
}

/** Reads the trail for whoever may read what it is about. */
@Injectable()
export class ReadTrail {
  /** What happened to these, in order. */
  async about(tx: Tx, subjectIds: readonly string[]): Promise<TrailEntry[]> {
    const rows = await tx.query<Row[]>(
      `SELECT e.id, e.at, e.actor_id AS "actorId", e.for_id AS "forId", e.action, e.subject_kind AS "subjectKind",
              e.subject_id AS "subjectId", e.reason, e.after, s.seq, encode(s.hash, 'hex') AS hash,
              coalesce(encode(p.hash, 'hex'), repeat('0', 64)) AS previous, ${CONTENT} AS content
       FROM audit_entry e LEFT JOIN audit_seal s ON s.entry_id = e.id
       LEFT JOIN audit_seal p ON p.council_id = s.council_id AND p.seq = s.seq - 1
       WHERE e.subject_id = ANY($1) ORDER BY e.id`,
      [subjectIds],
    );
    return rows.map(({subjectKind, subjectId, seq, hash, previous, content, ...entry}) => ({
      ...entry,
      subject: {kind: subjectKind, id: subjectId},
      seal: seq === null || hash === null ? null : {seq, hash, previous, content},
    }));
  }
}

interface Row extends Omit<TrailEntry, 'subject' | 'seal'> {
  subjectKind: string;
  subjectId: string;
  seq: number | null;
  hash: string | null;
  previous: string;
  content: string;
}
