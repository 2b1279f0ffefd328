import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {OwnListing} from '../owners/own-listing.js';
import {moveListing} from './move-listing.js';

/** Takes a listing out of sight for good; what is booked stands. */
@Injectable()
export class ArchiveListing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @throws NOT_FOUND, WHICH_LISTING, ILLEGAL_TRANSITION
   */
  async run(principal: Principal, listingId: string | null): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const listing = await this.own.lock(tx, principal, listingId);
      if (listing.state === 'archived') return;
      await moveListing(tx, listing, 'archive');
      await this.own.changed(tx, principal, listing.id, {
        action: 'listing.archived',
        before: {state: listing.state},
        after: {state: 'archived'},
      });
    });
  }
}
