import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';

/** Of whom nothing is told to anybody but the duty officer: a concern about safety took their listing down. */
@Injectable()
export class QuietMembers {
  async among(tx: Tx, memberIds: readonly string[]): Promise<Set<string>> {
    if (memberIds.length === 0) return new Set();
    const rows = await tx.query<{id: string}[]>(
      `SELECT DISTINCT c.member_id AS id FROM concern c JOIN suspension s ON s.id = c.suspension_id
       WHERE c.member_id = ANY($1::uuid[]) AND c.closed_at IS NULL AND s.ends_at IS NULL`,
      [memberIds],
    );
    return new Set(rows.map((row) => row.id));
  }
}
