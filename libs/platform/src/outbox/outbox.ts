import {Injectable} from '@nestjs/common';
import type {Tx} from '../database/unit-of-work.js';

/** Says, within the caller's transaction, that something happened: it is told onwards only if that commits. */
@Injectable()
export class Outbox {
  /** @param dueAt when to tell it: for what will be true only from a later day */
  async publish(
    tx: Tx,
    councilId: string,
    topic: string,
    subjectIds: string | readonly string[],
    dueAt: Date | null = null,
  ): Promise<void> {
    const ids = typeof subjectIds === 'string' ? [subjectIds] : subjectIds;
    if (ids.length === 0) return;
    await tx.query(
      `INSERT INTO outbox_event (council_id, topic, subject_id, due_at)
       SELECT $1, $2, unnest($3::uuid[]), coalesce($4, now())`,
      [councilId, topic, ids, dueAt],
    );
  }
}
