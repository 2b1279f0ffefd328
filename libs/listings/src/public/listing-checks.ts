import {Injectable} from '@nestjs/common';
import {UnitOfWork} from '@app/platform';
import {PublicChecks, type PublicRecord} from '@app/register';
import type {PublicProfile} from './public-listings.js';

/** What was checked of, and is still asked of, whoever a listing is of, for anybody who may see the listing. */
@Injectable()
export class ListingChecks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: PublicChecks,
  ) {}

  /** @param profile as `PublicListings` gave it: whoever has it may see the listing */
  of({id, councilId}: Pick<PublicProfile, 'id' | 'councilId'>): Promise<PublicRecord> {
    return this.uow.run(councilId, async (tx) => {
      const [row] = await tx.query<{memberId: string}[]>(`SELECT member_id AS "memberId" FROM listing WHERE id = $1`, [
        id,
      ]);
      return row ? this.checks.of(tx, row.memberId) : {checks: [], conditions: []};
    });
  }
}
