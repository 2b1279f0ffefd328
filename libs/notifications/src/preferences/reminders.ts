import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';

/** Who wants to be reminded: everybody, until they say that they do not. */
@Injectable()
export class Reminders {
  async wantedBy(tx: Tx, personIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{id: string}[]>(
      `SELECT p.id FROM unnest($1::uuid[]) AS p (id)
       WHERE NOT EXISTS (SELECT FROM contact_preference c WHERE c.person_id = p.id AND NOT c.reminders)`,
      [personIds],
    );
    return new Set(rows.map(({id}) => id));
  }
}
