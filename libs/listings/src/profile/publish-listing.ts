import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {HoldAtFirst} from '../changes/hold-at-first.js';
import {OwnListing} from '../owners/own-listing.js';
import {requireRegulation} from '../services/require-regulation.js';
import {moveListing} from './move-listing.js';
import {requireComplete} from './require-complete.js';

/** Lets others see a listing, for as long as the register lists its member too. */
@Injectable()
export class PublishListing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly first: HoldAtFirst,
    private readonly clock: Clock,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @throws NOT_FOUND, WHICH_LISTING, ILLEGAL_TRANSITION, LISTING_INCOMPLETE, REGULATED_SERVICE
   */
  async run(principal: Principal, listingId: string | null): Promise<void> {
    const today = londonDay(this.clock.now());
    await this.uow.run(principal.councilId, async (tx) => {
      const listing = await this.own.lock(tx, principal, listingId);
      if (listing.state === 'live') return;
      await requireComplete(tx, listing.id, today);
      await requireRegulation(tx, listing, today);
      await this.first.run(tx, principal, listing);
      await moveListing(tx, listing, 'publish');
      await this.own.changed(tx, principal, listing.id, {
        action: 'listing.published',
        before: {state: listing.state},
        after: {state: 'live'},
      });
    });
  }
}
