import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Role} from '../access/roles.js';

/** Who has a role today: for what follows a commit, to tell them. */
@Injectable()
export class RoleHolders {
  constructor(private readonly clock: Clock) {}

  async of(tx: Tx, role: Role): Promise<string[]> {
    const rows = await tx.query<{id: string}[]>(
      `SELECT DISTINCT person_id AS id FROM role_grant
       WHERE role = $1 AND starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2)`,
      [role, londonDay(this.clock.now())],
    );
    return rows.map((row) => row.id);
  }
}
