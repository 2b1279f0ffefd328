import {Injectable} from '@nestjs/common';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {ListingOwners} from '../owners/listing-owners.js';
import {stillRightDays, UNANSWERED} from './still-right.js';

/** What is to be told of listings that nobody touched. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class StillRightFacts {
  constructor(
    private readonly owners: ListingOwners,
    private readonly clock: Clock,
  ) {}

  /** @returns null when somebody has answered since, and it did not rest */
  async of(tx: Tx, listingId: string): Promise<{name: string; restsOn: Day; owners: string[]} | null> {
    const [row] = await tx.query<{name: string; askedAt: Date}[]>(
      `SELECT l.name, c.asked_at AS "askedAt" FROM listing l JOIN listing_confirmation c ON c.listing_id = l.id
       WHERE l.id = $1 AND (l.state = 'resting' OR ${UNANSWERED})`,
      [listingId],
    );
    if (!row) return null;
    const {restDays} = await stillRightDays(tx, londonDay(this.clock.now()));
    const restsOn = addDays(londonDay(row.askedAt), restDays);
    return {name: row.name, restsOn, owners: await this.owners.peopleOf(tx, listingId, 'edit_listing')};
  }
}
