import {Injectable} from '@nestjs/common';
import {prepared, type Tx} from '@app/platform';

/** What people and organisations of the council are called, for libs that hold their ids only. */
@Injectable()
export class Names {
  /** Ids unknown in this council are left out. */
  async of(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await prepared<{id: string; name: string}[]>(
      tx,
      `SELECT id, name FROM person WHERE id = ANY($1) UNION ALL SELECT id, name FROM organisation WHERE id = ANY($1)`,
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}
