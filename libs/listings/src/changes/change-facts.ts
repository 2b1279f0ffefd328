import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {ListingOwners} from '../owners/listing-owners.js';
import type {ChangeOutcome} from './listing-change.entity.js';

export interface ChangeFact {
  id: string;
  listingId: string;
  shownName: string;
  outcome: ChangeOutcome | null;
  reason: string | null;
  /** Who answers for the listing. */
  owners: string[];
}

/** What is to be told of a change, and to whom. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class ChangeFacts {
  constructor(private readonly owners: ListingOwners) {}

  async of(tx: Tx, id: string): Promise<ChangeFact | null> {
    const [row] = await tx.query<Omit<ChangeFact, 'owners'>[]>(
      `SELECT c.id, c.listing_id AS "listingId", l.name AS "shownName", c.outcome, c.reason
       FROM listing_change c JOIN listing l ON l.id = c.listing_id WHERE c.id = $1`,
      [id],
    );
    return row ? {...row, owners: await this.owners.peopleOf(tx, row.listingId, 'edit_listing')} : null;
  }
}
