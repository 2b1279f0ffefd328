import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {forbidden} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Members} from '../members/members.js';

/** About whom there is an open concern, for the duty officer's page of visits and for nothing else. */
@Injectable()
export class MembersOfConcern {
  constructor(private readonly members: Members) {}

  /**
   * Ids only, without the members that the caller is or acts for. What anybody may send counts only once the
   * safeguarding team has taken the listing down.
   * @throws FORBIDDEN
   */
  async open(tx: Tx, principal: Principal): Promise<string[]> {
    if (!principal.permissions.has('concern:duty')) throw forbidden('You do not have permission to do this.');
    const own = (await this.members.actedForBy(tx, principal.personId)).map((each) => each.id);
    const rows = await tx.query<{id: string}[]>(
      `SELECT DISTINCT member_id AS id FROM concern
       WHERE closed_at IS NULL AND (source = 'staff' OR suspension_id IS NOT NULL) AND member_id <> ALL ($1)`,
      [own],
    );
    return rows.map((row) => row.id);
  }
}
