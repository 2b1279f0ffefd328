import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';

/** How people who can sign in are reached, for those few whose work it is. Whoever asks records that they did. */
@Injectable()
export class Contacts {
  /** E-mail addresses by person; people without an account, or without an address, are left out. */
  async emailsOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const rows = await tx.query<{id: string; email: string}[]>(
      `SELECT person_id AS id, email FROM account WHERE person_id = ANY($1) AND email IS NOT NULL`,
      [[...new Set(personIds)]],
    );
    return new Map(rows.map(({id, email}) => [id, email]));
  }
}
