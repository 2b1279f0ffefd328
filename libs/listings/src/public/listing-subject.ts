import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {PublicListings} from './public-listings.js';

/** Whose a profile is that somebody has before them. */
export interface ListingSubject {
  listingId: string;
  memberId: string;
  councilId: string;
  /** As it stands on the profile; null once it no longer shows. */
  name: string | null;
}

/** For what comes from a profile and is about whom it belongs to. Nothing of it is for whoever asks. */
@Injectable()
export class ListingSubjects {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly listings: PublicListings,
  ) {}

  /**
   * @param viewer who says it; null is anybody
   * @param councilId where to look when it no longer shows: somebody may have come from it before it came down
   * @returns null when there is none
   */
  async of(viewer: Principal | null, listingId: string, councilId: string | null): Promise<ListingSubject | null> {
    const profile = await this.listings.profile(listingId, viewer);
    const council = profile?.councilId ?? councilId;
    if (!council) return null;
    const [row] = await this.uow.run(council, (tx) =>
      tx.query<{memberId: string}[]>(`SELECT member_id AS "memberId" FROM listing WHERE id = $1`, [listingId]),
    );
    return row ? {listingId, memberId: row.memberId, councilId: council, name: profile?.name ?? null} : null;
  }
}
