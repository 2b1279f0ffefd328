import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {OwnListing} from '../owners/own-listing.js';

/** A member says that all of their listing is still right: it is shown on without a change. */
@Injectable()
export class ConfirmListing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @throws NOT_FOUND, WHICH_LISTING
   */
  run(principal: Principal, listingId: string | null): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const id = await this.own.idOf(tx, principal, listingId);
      await tx.query(
        `INSERT INTO listing_confirmation (listing_id, council_id, confirmed_at) VALUES ($1, $2, $3)
         ON CONFLICT (listing_id) DO UPDATE SET confirmed_at = excluded.confirmed_at`,
        [id, principal.councilId, this.clock.now()],
      );
      await this.audit.record(tx, {...by(principal), action: 'listing.confirmed', subject: {kind: 'listing', id}});
    });
  }
}
