import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {ListingOwners} from '../owners/listing-owners.js';

export interface PictureFact {
  listingId: string;
  reason: string;
  /** Who may put another. */
  owners: string[];
}

/** What is to be told of a picture that was taken down, and to whom. For what follows a commit. */
@Injectable()
export class PictureFacts {
  constructor(private readonly owners: ListingOwners) {}

  async of(tx: Tx, removalId: string): Promise<PictureFact | null> {
    const [row] = await tx.query<Omit<PictureFact, 'owners'>[]>(
      `SELECT listing_id AS "listingId", reason FROM listing_picture_removal WHERE id = $1`,
      [removalId],
    );
    return row ? {...row, owners: await this.owners.peopleOf(tx, row.listingId, 'edit_listing')} : null;
  }
}
